use serde_json::json;
use store::{Actor, Outcome};

use crate::Benefits;
use crate::rows::benefit::{self, Benefit};

/// Places looked at in one transaction.
const SOME: u64 = 100;

/// Frees what accounts still promise for vouchers nobody used in time, and says how many fen that were. Done again, it frees
/// nothing; cut off in between, it goes on where it was.
///
/// # Errors
/// [`store::Fault::Database`].
pub async fn lapse(b: &Benefits) -> Outcome<i64> {
    let mut freed = 0;
    for it in benefit::run_out(b.store().read(), b.store().now()).await? {
        freed += lapse_one(b, &it).await?;
    }
    Ok(freed)
}

async fn lapse_one(b: &Benefits, it: &Benefit) -> Outcome<i64> {
    let (mut freed, mut skip) = (0, 0);
    let house = Actor::house();
    loop {
        let some = &b.signups.placed(it.allotment_id, skip, SOME).await?;
        if some.is_empty() {
            break;
        }
        skip += SOME;
        freed += b
            .store()
            .write("benefits.lapse", &house, |tx| async move {
                let mut fen = 0;
                for entry in some.iter().filter(|e| e.subsidy > 0) {
                    fen += signups::release(&tx, it.allotment_id, entry.number).await?;
                }
                if fen == 0 {
                    tx.changes_nothing();
                }
                Ok(fen)
            })
            .await?;
    }
    b.store()
        .write("benefits.lapse", &house, |tx| async move {
            benefit::lapse(&tx, it.id, Some(tx.now())).await?;
            tx.record("benefit", it.id, json!({ "lapsed": freed }));
            Ok(())
        })
        .await?;
    Ok(freed)
}
