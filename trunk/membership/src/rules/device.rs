//! What a device calls itself, in two words its owner recognises.

/// Program and system by the words browsers send (User-Agent), the more special first; nothing for what is not known.
const PROGRAMS: [(&str, &str); 9] = [
    ("MicroMessenger", "WeChat"),
    ("wxwork", "WeCom"),
    ("DingTalk", "DingTalk"),
    ("Lark", "Lark"),
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
];
const SYSTEMS: [(&str, &str); 8] = [
    ("HarmonyOS", "HarmonyOS"),
    ("OpenHarmony", "HarmonyOS"),
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "macOS"),
    ("Linux", "Linux"),
];

/// `Chrome　Android`; empty where neither is known.
pub(crate) fn name(user_agent: &str) -> String {
    let find = |known: &[(&str, &'static str)]| known.iter().find(|(mark, _)| user_agent.contains(mark)).map(|(_, name)| *name);
    [find(&PROGRAMS), find(&SYSTEMS)].into_iter().flatten().collect::<Vec<_>>().join("　")
}

#[cfg(test)]
mod tests {
    use super::name;

    #[test]
    fn a_device_is_recognised_by_two_words() {
        assert_eq!(
            name("Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/129 Mobile MicroMessenger/8.0"),
            "WeChat　Android"
        );
        assert_eq!(
            name("Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Version/17 Mobile Safari/604.1"),
            "Safari　iPhone"
        );
        assert_eq!(name("curl/8"), "");
    }
}
