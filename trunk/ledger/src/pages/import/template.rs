use i18n::Voice;
use sheets::{Head, Sheet, workbook};
use store::Outcome;

use crate::house::{Ledger, Word};
use crate::rules::intake::COLUMNS;

/// The workbook to fill in: the headings on the first sheet, the words a cell may hold on the second. Text cells only where
/// text belongs, so that a month is not turned into a day.
pub(super) async fn write(house: &Ledger, v: &Voice) -> Outcome<Vec<u8>> {
    let heads = COLUMNS.map(|(field, key)| match field {
        "union" => Head::text(v.t(key)).wide(32.0),
        "month" | "kind" | "setting" => Head::text(v.t(key)).wide(14.0),
        _ => Head::number(v.t(key)).wide(14.0),
    });
    let list = Sheet::new(v.t("ledger-template-sheet"), heads);
    let heads = ["ledger-column-kind", "ledger-column-setting"].map(|key| Head::text(v.t(key)).wide(20.0));
    let how = ["ledger-template-how-month", "ledger-template-how-union", "ledger-template-how-quoted"];
    let words = how.into_iter().fold(Sheet::new(v.t("ledger-template-words"), heads), |sheet, key| sheet.says(v.t(key)));
    let (kinds, settings) = (&house.vocabulary.kinds, &house.vocabulary.settings);
    let word = |words: &[Word], n: usize| words.get(n).map(|word| v.t(word.key)).unwrap_or_default();
    let most = kinds.len().max(settings.len());
    let words = (0..most).fold(words, |sheet, n| sheet.row([word(kinds, n), word(settings, n)]));
    workbook(vec![list, words]).await
}
