use clap::Args;
use codes::Mobile;
use membership::SenderConfig;
use organisation::Power;
use store::{Actor, Fault, Outcome};

use super::{At, say};
use crate::house::House;

#[derive(Args)]
pub struct Token {
    #[command(flatten)]
    at: At,
    /// The mobile number of the person the token acts for.
    #[arg(long)]
    phone: String,
    /// What it is for.
    #[arg(long, default_value = "command line")]
    label: String,
    /// A power the token may use; may be given several times. Without any it reads what is open to everybody.
    #[arg(long)]
    power: Vec<String>,
    /// Days until it ends.
    #[arg(long, default_value_t = 90)]
    days: u32,
}

impl Token {
    pub async fn run(self) -> Outcome<()> {
        let store = self.at.open().await?;
        let phone = Mobile::parse(&self.phone).map_err(|e| Fault::Internal(e.to_string()))?;
        let mut powers = Vec::new();
        for name in &self.power {
            powers.push(Power::from_name(name).ok_or_else(|| Fault::Internal(format!("there is no power {name}")))?.name());
        }
        let house = House::build(
            store.clone(),
            &self.at.premises().place(),
            web::WebSettings::default(),
            SenderConfig::Log.open(false).map_err(Fault::Internal)?,
            None,
        )
        .await?;
        let person = house.membership.find_by_phone(phone.as_str()).await?.ok_or(Fault::NotFound)?;
        let ends_at = store.now() + i64::from(self.days) * 86_400_000;
        let (label, powers) = (&self.label, &powers);
        let token =
            store
                .write("app.make_token", &Actor::house(), |tx| async move {
                    web::token::make(&tx, person, label, powers, ends_at).await
                })
                .await?;
        say(token);
        store.close().await;
        Ok(())
    }
}
