use store::Outcome;
use uuid::Uuid;

use super::Figures;
use super::hidden::Walk;
use crate::figures::answer::{Key, Row, Sheet, Shown};
use crate::figures::query::{By, FiguresQuery, Filter};
use crate::figures::words::Cut;

/// Draws the veil over a sheet for a reader whose view begins at `top`: small numbers of people and what would give them
/// away are hidden; cuts of cuts and parts of months are not offered.
pub(super) async fn draw(figures: &Figures, query: &FiguresQuery, top: Uuid, sheet: &mut Sheet) -> Outcome<()> {
    let sliced = slice(&query.filter);
    if !query.period.is_whole_months() || matches!(sliced, Sliced::Often) {
        let rows = sheet.tables.iter_mut().flat_map(|t| &mut t.rows);
        rows.chain([&mut sheet.total]).for_each(|row| row.counted.people = Shown::NotOffered);
        return Ok(());
    }
    // A sheet that names nobody hides nothing, and needs no look at the tables above it.
    if sheet.total.counted.people == Shown::Number(0) {
        return Ok(());
    }
    let mut walk = Walk::new(figures, top, query);
    match sliced {
        Sliced::Once(by, key) => draw_over_slice(&mut walk, query.union, by, &key, sheet).await,
        _ => draw_over_whole(&mut walk, query.union, sheet).await,
    }
}

enum Sliced {
    Not,
    /// By this cut, only this row of it.
    Once(By, Key),
    Often,
}

fn slice(filter: &Filter) -> Sliced {
    let Filter { kind, setting, programme, channel } = filter;
    match (kind, setting, programme, channel) {
        (None, None, None, None) => Sliced::Not,
        (Some(kind), None, None, None) => Sliced::Once(By::Kinds, Key::Kind(kind.clone())),
        (None, Some(setting), None, None) => Sliced::Once(By::Settings, Key::Setting(setting.clone())),
        (None, None, Some(programme), None) => Sliced::Once(By::Programmes, Key::Programme(Some(*programme))),
        _ => Sliced::Often,
    }
}

fn hide(row: &mut Row) {
    if row.counted.people != Shown::Number(0) {
        row.counted.people = Shown::Few;
    }
}

async fn draw_over_whole(walk: &mut Walk<'_>, union: Uuid, sheet: &mut Sheet) -> Outcome<()> {
    let from_above = walk.is_hidden(union).await?;
    let mut hide_total = from_above;
    for table in &mut sheet.tables {
        if matches!(table.by, By::Kinds | By::Settings | By::Programmes) {
            let slices = walk.slices(union, table.by).await?;
            table.rows.iter_mut().filter(|row| slices.hides(&row.key)).for_each(hide);
        } else {
            let veil = Cut::of_rows(&sheet.total, &table.rows).veil(from_above);
            hide_total |= veil.total;
            table.rows.iter_mut().filter(|row| veil.hides(&row.key)).for_each(hide);
        }
    }
    if hide_total || Cut::of_rows(&sheet.total, &[]).veil(from_above).total {
        hide(&mut sheet.total);
    }
    Ok(())
}

async fn draw_over_slice(walk: &mut Walk<'_>, union: Uuid, by: By, key: &Key, sheet: &mut Sheet) -> Outcome<()> {
    if walk.slices(union, by).await?.hides(key) {
        hide(&mut sheet.total);
    }
    for table in &mut sheet.tables {
        if table.by != By::Children {
            table.rows.iter_mut().for_each(|row| row.counted.people = Shown::NotOffered);
        } else if !walk.children_have_slices(union, by).await? {
            table.rows.iter_mut().for_each(hide);
        }
    }
    Ok(())
}
