//! Pages as `base/web` would build them.

use askama::Template;
use i18n::{Lang, Voice, Words};
use ui::{Footer, Group, Link, NavItem, Page, Theme, Who};

pub fn voice(lang: Lang) -> Voice {
    match Words::load(&[ui::MESSAGES]) {
        Ok(words) => words.voice(lang),
        Err(faults) => panic!("{}", faults.join("\n")),
    }
}

/// An officer's page with everything a shell can show.
pub fn officer(lang: Lang) -> Page {
    let v = voice(lang);
    let zh = lang == Lang::Zh;
    let say = |z: &str, e: &str| if zh { z.to_owned() } else { e.to_owned() };
    let mut page = Page::new(v, "").at("reports");
    page.site_name = say("湖南省总工会", "Hunan Federation");
    page.today = page.v.date(20_775);
    page.path = "/gallery".into();
    page.nav = vec![
        NavItem::new(Group::Tab, "home", "/", say("首页", "Home")),
        NavItem::new(Group::Tab, "activities", "/activities", say("活动", "Activities")),
        NavItem::new(Group::Tab, "learning", "/learning", say("学习", "Learning")),
        NavItem::new(Group::Tab, "services", "/services", say("服务", "Services")),
        NavItem::new(Group::Tab, "me", "/me", say("我的", "Me")),
        NavItem::new(Group::Desk, "today", "/desk", say("今日", "Today")).count(7, true),
        NavItem::new(Group::Rooms, "circulars", "/circulars", say("通知落实", "Circulars")).count(1, true),
        NavItem::new(Group::Rooms, "activities", "/desk/activities", say("活动", "Activities")).count(1, false),
        NavItem::new(Group::Rooms, "reports", "/reports", say("统计", "Figures")),
        NavItem::new(Group::House, "organisation", "/organisation", say("组织", "Unions")),
        NavItem::new(Group::House, "membership", "/membership", say("会员", "Members")),
        NavItem::new(Group::House, "settings", "/settings", say("设置", "Settings")),
    ];
    page.who = Some(Who {
        name: say("周干事", "Officer Zhou"),
        union_name: say("湖南省总工会", "Hunan Federation"),
        post_title: say("统计　通知", "Figures"),
        unread: 3,
        other_posts: vec![Link::new("/posts/2", say("岳麓区总工会　经办", "Yuelu Federation, officer"))],
    });
    page.places.search = Some("/search".into());
    page.places.notices = Some("/notices".into());
    page.places.me = Some(Link::new("/me", say("我的", "Me")));
    page.footer = Footer {
        publisher: page.site_name.clone(),
        address: say("长沙市开福区", "Kaifu, Changsha"),
        phone: "0731-00000000".into(),
        hotline: true,
        icp: "湘ICP备00000000号".into(),
        links: vec![Link::new("/accessibility", say("无障碍说明", "Accessibility"))],
    };
    page.demo = true;
    page
}

/// The same page for a visitor.
pub fn visitor(lang: Lang) -> Page {
    let mut page = officer(lang).titled("欢迎").at("home");
    page.who = None;
    page.places.notices = None;
    page
}

pub fn dark(mut page: Page) -> Page {
    page.theme = Theme::Dark;
    page
}

macro_rules! screen {
    ($name:ident, $shell:literal) => {
        #[derive(Template)]
        #[template(source = $shell, ext = "html")]
        pub struct $name {
            pub page: Page,
            pub main: ui::Html,
        }
    };
}

screen!(Portal, "{% extends \"shell/portal.html\" %}{% block main %}{{ main }}{% endblock %}");
screen!(Phone, "{% extends \"shell/phone.html\" %}{% block main %}{{ main }}{% endblock %}");
screen!(Desk, "{% extends \"shell/desk.html\" %}{% block main %}{{ main }}{% endblock %}");
screen!(Plain, "{% extends \"shell/plain.html\" %}{% block main %}{{ main }}{% endblock %}");
screen!(Print, "{% extends \"shell/print.html\" %}{% block main %}{{ main }}{% endblock %}");
screen!(Wall, "{% extends \"shell/wall.html\" %}{% block main %}{{ main }}{% endblock %}");
