//! The figures of a report are read by the program itself, from a file or from what is piped into it.

use std::io::Write as _;
use std::process::{Command, Output, Stdio};

use serde_json::{Value, json};

fn read(file: Option<&str>, report: &[u8]) -> Output {
    let mut program = Command::new(env!("CARGO_BIN_EXE_unionhall"));
    program.arg("prose").args(file).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = program.spawn().unwrap();
    let mut input = child.stdin.take().unwrap();
    // A program that reads a file does not wait for what is piped into it.
    let _ = input.write_all(report);
    drop(input);
    child.wait_with_output().unwrap()
}

fn lines(output: &Output) -> Vec<Value> {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn a_report_becomes_one_line_for_each_figure() {
    let report = "2025年,亳州市总工会开展集中宣讲6场次,覆盖职工12.6万人次,每次3~7人。";
    let want = [
        json!({"start": 18, "end": 21, "text": "6场次", "value": 6, "value_max": null, "qualifier": "exact", "measure": "sessions",
            "unit": "场次", "who": "亳州市总工会", "what": "集中宣讲"}),
        json!({"start": 26, "end": 33, "text": "12.6万人次", "value": 126_000, "value_max": null, "qualifier": "exact",
            "measure": "attendances", "unit": "人次", "who": "亳州市总工会", "what": "覆盖职工"}),
        json!({"start": 36, "end": 40, "text": "3~7人", "value": 3, "value_max": 7, "qualifier": "exact", "measure": "people",
            "unit": "人", "who": "亳州市总工会"}),
    ];
    assert_eq!(lines(&read(None, report.as_bytes())), want);
    assert_eq!(lines(&read(Some("-"), report.as_bytes())), want);
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("report.txt");
    std::fs::write(&file, report).unwrap();
    assert_eq!(lines(&read(file.to_str(), b"")), want);
}

#[test]
fn what_is_no_text_is_said_and_what_has_no_figure_is_nothing() {
    assert_eq!(lines(&read(None, b"")), Vec::<Value>::new());
    assert_eq!(lines(&read(None, "党的二十大".as_bytes())), Vec::<Value>::new());
    for output in [read(None, b"\xff\xfe\x00"), read(Some("/nonexistent/report.txt"), b"")] {
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(!output.status.success() && said.starts_with("unionhall: ") && !said.contains("panicked"), "{said}");
    }
}
