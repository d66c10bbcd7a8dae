use askama::Template as _;
use i18n::Lang;
use ui::chart::{Bars, Line};
use ui::*;

use super::cast::{Desk, Phone, officer, voice};

const HOSTILE: &str = "\"><script>alert('x')</script><b onmouseover=\"y\">&";

fn is_harmless(html: &str) {
    assert!(!html.contains("<script>alert"), "{html}");
    assert!(!html.contains("<b onmouseover"), "{html}");
    // An attribute that was broken out of would show the quote followed by the bracket.
    assert!(!html.contains("\"><script"), "{html}");
}

#[test]
fn components_escape_what_people_type() {
    let v = &voice(Lang::Zh);
    let h = HOSTILE;
    let parts: Vec<Html> = vec![
        h.into(),
        Html::link(h, h),
        Button::link(h, h).ask(h).icon("bell").into(),
        Button::post(h, h).with(h, h).named(h, h).into(),
        Button::opens(h, h).into(),
        Field::text(h, h).value(h).hint(h).seen(h).error(Some(h)).placeholder(h).attr("maxlength", h).into(),
        Field::long(h, h).value(format!("</textarea>{h}")).into(),
        Field::select(h, h).choice(h, h).value(h).into(),
        Field::radios(h, h).choice_with(h, h, h).value(h).error(Some(h)).into(),
        Field::checks(h, h).choice_with(h, h, h).values([h]).into(),
        Field::check(h, h).ticked(true).into(),
        Field::text(h, h).bare().into(),
        mistakes(v, &[Field::text(h, h).error(Some(h))]).into(),
        Note::bad(h).title(h).link(h, h).into(),
        head(h).says(h).state(State::Late.says(h)).act(Button::link(h, h)).into(),
        sec_head(h).count(h).link(h, h).into(),
        sec_head(h).id(h).aside(h).into(),
        Rows::new([Row::new(h).to(h).on(h, h).fact(h).end(h), Row::new(h).icon(h, h)]).into(),
        Rows::default().or(Empty::new(h, h).hint(h).act(Button::link(h, h))).into(),
        Pager::new(v, Href::new("/x").with(h, h), 1, 1, 3).into(),
        Th::new(h).sort(&Sort::new(Href::new("/x").with("q", h), h, true), h).into(),
        Days::of(vec![(Cell::Past, false)], h).in_words().into(),
        Steps::new(0).step(h, h).into(),
        Timeline::new().past(h, h).about(h).into(),
        Figs::new([Fig::new(h, h).unit(h).to(h).change(true, h).about(h)]).into(),
        Facts::new().fact(h, h).into(),
        source(h).link(h, h).into(),
        Doors::new(h).door(h, h, h).into(),
        Sign::new().signed(h, h, h).open(h, h, h).into(),
        Dialog::new(h, h, h, h, h).text(h).with(h, h).field(&Field::text(h, h)).into(),
        Toast::new(h).link(h, h).into(),
        Copy::new(v, h).into(),
        Views::new(h).view(h, h, true).swapping(h).into(),
        Tree::new(h, [Branch::new(h, h, h).count(h).over([Branch::new(h, h, h).over_there(h)], true)]).into(),
        Meter::new(2).part(1, Fill::Done, h).with_key().into(),
        Bars::new(v, h, h, h).bar_before(h, 2, 1).against(h, h).group(h, 1).into(),
        Line::new(v, h, h, h).point(h, 1).point(h, 2).into(),
        qr(h, h).into(),
        qr(&h.repeat(100), h).into(),
    ];
    for html in parts {
        is_harmless(html.as_str());
    }
}

#[test]
fn shells_escape_what_people_type() {
    let h = HOSTILE;
    let mut page = officer(Lang::Zh).titled(h).under(h, h).saying(Kind::Bad, h);
    page.path = h.into();
    page.site_name = h.into();
    page.today = h.into();
    page.footer.publisher = h.into();
    page.nav.push(NavItem::new(Group::Rooms, "x", h, h));
    page.nav.push(NavItem::new(Group::Tab, "x", h, h));
    if let Some(who) = &mut page.who {
        who.name = h.into();
        who.union_name = h.into();
        who.post_title = h.into();
        who.other_posts = vec![Link::new(h, h)];
    }
    is_harmless(&Desk { page: page.clone(), main: h.into() }.render().unwrap());
    is_harmless(&Phone { page: page.back_to(h, h), main: h.into() }.render().unwrap());
}

#[test]
fn components_inside_components_are_not_escaped_twice() {
    let state = State::Done.says("已报");
    let rows = Rows::new([Row::new("甲").end(state.clone()).fact(&state)]);
    assert_eq!(rows.to_string().matches("<span class=\"st done\">已报</span>").count(), 2);
    assert_eq!(Html::strong("a & b").to_string(), "<strong>a &#38; b</strong>");
}

#[test]
fn a_bad_field_keeps_what_was_typed_and_says_why() {
    let html = Field::number("heads", "人数").hint("数一数就行").value("二十多").error(Some("请填人数，例如24")).to_string();
    assert!(html.contains("value=\"二十多\""));
    assert!(html.contains("inputmode=\"numeric\""));
    assert!(html.contains("aria-describedby=\"f-heads-h f-heads-e\" aria-invalid=\"true\""));
    assert!(html.contains("<p class=\"err\" id=\"f-heads-e\">请填人数，例如24</p>"));
    let secret = Field::secret("password", "密码").value("hunter2").to_string();
    assert!(!secret.contains("hunter2"));
}

#[test]
fn days_say_where_the_clock_stands() {
    let v = &voice(Lang::Zh);
    // Wednesday 18 to Tuesday 24 November 2026.
    let working = [20_775, 20_776, 20_777, 20_780, 20_781];
    let days = Days::new(v, &working, 20_777);
    assert_eq!(days.says(), "第3个工作日，共5个，到11月24日 周二");
    assert!(
        days.to_string()
            .contains("<i class=\"p\"></i><i class=\"p\"></i><i class=\"n\"></i><i class=\"w\"></i><i class=\"x\"></i>")
    );
    // A Saturday has no cell of its own; the clock stands where it stood on Friday.
    assert_eq!(Days::new(v, &working, 20_778).says(), "第3个工作日，共5个，到11月24日 周二");
    assert_eq!(Days::new(v, &working, 20_790).says(), "5个工作日已满，11月24日 周二到期");
    assert_eq!(Days::new(v, &working, 20_700).says(), "共5个工作日，到11月24日 周二，还没有起算");
    assert_eq!(Days::new(v, &[], 20_700).to_string().matches("<i").count(), 0);
}

#[test]
fn pages_skip_what_is_far() {
    let v = &voice(Lang::En);
    let html = Pager::new(v, Href::new("/x").with("q", "a&b"), 5, 10, 93).to_string();
    assert!(html.contains("<b aria-current=\"page\">5</b>"));
    assert_eq!(html.matches('…').count(), 2);
    assert!(html.contains("href=\"/x?q=a%26b&#38;page=6\""));
    assert!(html.contains("href=\"/x?q=a%26b\">1</a>"));
    assert!(html.contains("41 to 50 of 93"));
    assert_eq!(Pager::new(v, Href::new("/x"), 1, 10, 10).to_string(), "");
    assert!(Pager::new(v, Href::new("/x"), 99, 10, 93).to_string().contains(">10</b>"));
}
