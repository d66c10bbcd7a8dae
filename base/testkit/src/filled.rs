//! A page's form as a browser would send it back, read from the page itself.

/// The fields of a form, by name, in the order of the page.
pub type Filled = Vec<(&'static str, String)>;

/// The fields of a page's form as a browser would send them.
#[must_use]
pub fn filled(page: &str) -> Filled {
    let form = page
        .split("<form class=\"sheet pad-l\" method=\"post\"")
        .nth(1)
        .or(page.split("<form class=\"sec\" method=\"post\"").nth(1));
    let form = form.unwrap_or_else(|| panic!("no form in {page}")).split("</form>").next().unwrap();
    let mut found: Filled = Vec::new();
    for tag in form.split('<').skip(1) {
        let kind = tag.split([' ', '>']).next().unwrap();
        let name = attribute(tag, "name");
        match (kind, name) {
            ("input", Some(name)) => {
                let is_box = matches!(attribute(tag, "type").as_deref(), Some("radio" | "checkbox"));
                if !is_box || tag.contains(" checked") {
                    push(&mut found, name, attribute(tag, "value").unwrap_or_default());
                }
            }
            ("textarea", Some(name)) => push(&mut found, name, plain(tag.split_once('>').unwrap().1.trim_start_matches('\n'))),
            ("select", Some(name)) => push(&mut found, name, String::new()),
            ("option", _) if tag.contains(" selected") => {
                found.last_mut().unwrap().1 = attribute(tag, "value").unwrap_or_default();
            }
            _ => {}
        }
    }
    found
}

fn push(found: &mut Filled, name: String, value: String) {
    found.push((Box::leak(name.into_boxed_str()), value));
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let inside = tag.split('>').next()?;
    let text = inside.split(&format!(" {name}=\"")).nth(1)?.split('"').next()?;
    Some(plain(text))
}

fn plain(text: &str) -> String {
    text.replace("&#34;", "\"").replace("&#39;", "'").replace("&#60;", "<").replace("&#62;", ">").replace("&#38;", "&")
}

/// The form with these changes.
#[must_use]
pub fn with(mut form: Filled, changes: &[(&'static str, &str)]) -> Filled {
    for (name, value) in changes {
        match form.iter_mut().find(|(n, _)| n == name) {
            Some(pair) => pair.1 = (*value).to_owned(),
            None => form.push((name, (*value).to_owned())),
        }
    }
    form
}

/// What a field holds.
#[must_use]
pub fn value<'a>(form: &'a Filled, name: &str) -> &'a str {
    &form.iter().find(|(n, _)| *n == name).unwrap_or_else(|| panic!("no {name} in {form:?}")).1
}
