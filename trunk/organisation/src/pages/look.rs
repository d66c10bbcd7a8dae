//! How the tree is looked at: from where, along which line, on which day; and the part of it that is drawn.

use std::collections::HashMap;
use std::sync::Arc;

use codes::Day;
use store::Outcome;
use ui::{Branch, Href, Tree, Views};
use uuid::Uuid;
use web::Ask;

use crate::federation::Union;
use crate::house::Organisation;
use crate::rows::line::LineRow;
use crate::rows::state;

/// Children of one place that are drawn; the rest are one link away.
const MOST_CHILDREN: usize = 120;

/// One way to look at the tree.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Look {
    /// `None`: along the leading edges, as figures are added up.
    pub line: Option<u16>,
    pub day: Day,
    pub is_today: bool,
}

/// A place that will be drawn, with those below it that will be.
struct Place {
    union: Arc<Union>,
    below: Vec<Place>,
    more: usize,
    has_below: bool,
    is_open: bool,
}

impl Look {
    pub fn today(today: Day) -> Self {
        Self { line: None, day: today, is_today: true }
    }

    /// Reads `line` and `day` of a query; what cannot be read is as if it were not there.
    pub fn read(line: &str, day: &str, today: Day) -> Self {
        let line = line.parse().ok();
        match Day::parse_written(day) {
            Ok(day) if day < today => Self { line, day, is_today: false },
            _ => Self { line, day: today, is_today: true },
        }
    }

    fn is_plain(self) -> bool {
        self.line.is_none() && self.is_today
    }

    /// The address of a look at some place.
    pub fn href(self, name: &str, place: Uuid) -> Href {
        let mut href = Href::new("/unions").with(name, place);
        if let Some(line) = self.line {
            href = href.with("line", line);
        }
        if self.is_today { href } else { href.with("day", self.day) }
    }

    fn to(self, union: Uuid) -> String {
        if self.is_plain() { format!("/unions/{union}") } else { self.href("at", union).to_string() }
    }

    pub fn children(self, o: &Organisation, id: Uuid) -> Vec<Arc<Union>> {
        if self.is_plain() { o.federation.children(id) } else { o.federation.children_on(self.line, id, self.day) }
    }

    pub fn path(self, o: &Organisation, id: Uuid) -> Vec<Arc<Union>> {
        if self.is_plain() { o.federation.path(id) } else { o.federation.path_on(self.line, id, self.day) }
    }

    fn has_children(self, o: &Organisation, id: Uuid) -> bool {
        if self.is_plain() { o.federation.has_children(id) } else { o.federation.has_children_on(self.line, id, self.day) }
    }

    fn place(self, o: &Organisation, union: Arc<Union>, open: &[Uuid]) -> Place {
        let Some((_, deeper)) = open.split_first().filter(|(first, _)| **first == union.id) else {
            let has_below = self.has_children(o, union.id);
            return Place { union, below: Vec::new(), more: 0, has_below, is_open: false };
        };
        let children = self.children(o, union.id);
        let next = deeper.first().copied();
        let (all, mut below) = (children.len(), Vec::new());
        for (i, child) in children.into_iter().enumerate() {
            if i < MOST_CHILDREN || next == Some(child.id) {
                below.push(self.place(o, child, deeper));
            }
        }
        Place { union, more: all - below.len(), has_below: !below.is_empty(), below, is_open: true }
    }

    /// The tree from `top` down to `at`, whose own children are open; siblings on the way are drawn, what is below them
    /// comes when it is opened.
    pub async fn draw(self, o: &Organisation, ask: &Ask, top: Uuid, at: Uuid) -> Outcome<Option<Tree>> {
        let path = self.path(o, at);
        let open: Vec<Uuid> = path.iter().map(|u| u.id).skip_while(|id| *id != top).collect();
        let Some(union) = o.federation.get(top) else { return Ok(None) };
        let open = if open.is_empty() { vec![top] } else { open };
        let place = self.place(o, union, &open);
        let names = if self.is_today {
            HashMap::new()
        } else {
            let mut ids = Vec::new();
            gather(&place, &mut ids);
            state::names_on(o.store().read(), &ids, self.day).await?.into_iter().collect()
        };
        let branch = self.branch(o, ask, place, at, &names);
        Ok(Some(Tree::new(ask.v.t("organisation-tree"), [branch])))
    }

    fn branch(self, o: &Organisation, ask: &Ask, place: Place, at: Uuid, names: &HashMap<Uuid, String>) -> Branch {
        let id = place.union.id;
        let name = names.get(&id).unwrap_or(&place.union.name);
        let mut branch = Branch::new(id, self.to(id), name).here(id == at);
        if self.is_plain() {
            let locals = o.federation.locals_within(id);
            if locals > 0 && place.has_below {
                branch = branch.count(ask.v.number(i64::try_from(locals).unwrap_or(i64::MAX)));
            }
        }
        if !place.has_below {
            return branch;
        }
        if !place.is_open {
            return branch.over_there(self.href("from", id));
        }
        let more = i64::try_from(place.more).unwrap_or(i64::MAX);
        let mut below: Vec<Branch> = place.below.into_iter().map(|p| self.branch(o, ask, p, at, names)).collect();
        if more > 0 {
            let href = format!("/unions/{id}?page=2");
            below.push(Branch::new(format!("more-{id}"), href, ask.v.t1("organisation-tree-more", "n", ask.v.number(more))));
        }
        branch.over(below, true)
    }

    /// The lines to look along: as figures are added up, the territorial one, the sectors.
    pub fn views(self, ask: &Ask, lines: &[LineRow], at: Uuid) -> Views {
        let look = |line| Self { line, ..self }.href("at", at).to_string();
        let mut views = Views::new(ask.v.t("organisation-lines"))
            .view(look(None), ask.v.t("organisation-line-leading"), self.line.is_none())
            .view(look(Some(0)), ask.v.t("organisation-line-territory"), self.line == Some(0));
        if let Some(first) = lines.iter().find(|l| l.id > 0) {
            let is_sector = self.line.is_some_and(|l| l > 0);
            let line = u16::try_from(first.id).ok();
            views = views.view(look(if is_sector { self.line } else { line }), ask.v.t("organisation-line-sectors"), is_sector);
        }
        views
    }
}

fn gather(place: &Place, ids: &mut Vec<Uuid>) {
    ids.push(place.union.id);
    for below in &place.below {
        gather(below, ids);
    }
}
