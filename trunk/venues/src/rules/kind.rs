//! What kinds of venues there are, what they offer, who may book them. Data: a name in the table and a message.

/// A name as the tables write it, and the message that says it to people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word {
    pub name: &'static str,
    pub key: &'static str,
}

const fn word(name: &'static str, key: &'static str) -> Word {
    Word { name, key }
}

/// Kinds of venues, in the order of the form.
pub const VENUE_KINDS: &[Word] = &[
    word("station", "venues-kind-station"),
    word("reading-room", "venues-kind-reading-room"),
    word("palace", "venues-kind-palace"),
    word("shared", "venues-kind-shared"),
    word("home", "venues-kind-home"),
    word("other", "venues-kind-other"),
];

/// What a venue offers.
pub const FACILITIES: &[Word] = &[
    word("water", "venues-facility-water"),
    word("seats", "venues-facility-seats"),
    word("air", "venues-facility-air"),
    word("charging", "venues-facility-charging"),
    word("microwave", "venues-facility-microwave"),
    word("fridge", "venues-facility-fridge"),
    word("wifi", "venues-facility-wifi"),
    word("toilet", "venues-facility-toilet"),
    word("medicine", "venues-facility-medicine"),
    word("nursing", "venues-facility-nursing"),
    word("books", "venues-facility-books"),
    word("projector", "venues-facility-projector"),
    word("stage", "venues-facility-stage"),
    word("sports", "venues-facility-sports"),
    word("parking", "venues-facility-parking"),
    word("step-free", "venues-facility-step-free"),
];

/// Who may book.
pub const BOOKERS: &[Word] = &[
    word("within", "venues-bookers-within"),
    word("officers", "venues-bookers-officers"),
    word("all", "venues-bookers-all"),
    word("nobody", "venues-bookers-nobody"),
];

/// The kinds this crate writes into facts, for the ledger's vocabulary.
pub const KINDS: &[Word] = &[word(USE, "venues-fact-use"), word(LOAN, "venues-fact-loan")];

/// A space was used: held once, so many by head, so many minutes.
pub(crate) const USE: &str = "venue-use";
/// A copy was handed out: one member, by ordinal.
pub(crate) const LOAN: &str = "venue-loan";

pub(crate) fn named(words: &[Word], name: &str) -> Option<Word> {
    words.iter().copied().find(|w| w.name == name)
}
