pub(crate) mod blueprint;
