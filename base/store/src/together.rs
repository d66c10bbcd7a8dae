use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use sea_orm::DbErr;
use tokio::sync::oneshot;

use crate::{Fault, Outcome};

/// Many who ask at the same moment, answered together, in the order in which they came.
///
/// The first to ask waits for nobody; whoever comes while an answer is under way is gathered into the next one. So a quiet
/// house answers at once, and a crowded one pays for a query or a commit once for hundreds.
pub struct Together<Q, A>(Arc<Mutex<Waiting<Q, A>>>);

/// The way back to whoever asked.
type Tell<A> = oneshot::Sender<Result<A, Arc<Fault>>>;

struct Waiting<Q, A> {
    asking: VecDeque<(Q, Tell<A>)>,
    is_under_way: bool,
}

impl<Q, A> Default for Together<Q, A> {
    fn default() -> Self {
        Self(Arc::new(Mutex::new(Waiting { asking: VecDeque::new(), is_under_way: false })))
    }
}

impl<Q: Send + 'static, A: Send + 'static> Together<Q, A> {
    /// The answer to this question. `answer` is given up to `most` questions and gives one answer for each, in their order; it
    /// must be the same whoever asks, for one caller's may be called for all.
    ///
    /// # Errors
    /// Whatever `answer` answered, for everybody in the same batch; [`Fault::Internal`] when it panicked.
    pub async fn ask<F, Fut>(&self, question: Q, most: usize, answer: F) -> Outcome<A>
    where
        F: Fn(Vec<Q>) -> Fut + Send + 'static,
        Fut: Future<Output = Outcome<Vec<A>>> + Send + 'static,
    {
        let (tell, told) = oneshot::channel();
        let is_first = {
            let mut waiting = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            waiting.asking.push_back((question, tell));
            !std::mem::replace(&mut waiting.is_under_way, true)
        };
        if is_first {
            // A task of its own: whoever asked may go away, and the others must still be answered.
            tokio::spawn(answer_all(Arc::clone(&self.0), most, answer));
        }
        match told.await {
            Ok(Ok(found)) => Ok(found),
            Ok(Err(fault)) => Err(for_each(&fault)),
            Err(_) => Err(Fault::Internal("what many waited for broke off".into())),
        }
    }
}

/// One fault, told to everybody it met.
fn for_each(fault: &Fault) -> Fault {
    match fault {
        Fault::Database(error) => Fault::Database(DbErr::Custom(error.to_string())),
        other => Fault::Internal(other.to_string()),
    }
}

async fn answer_all<Q, A, F, Fut>(waiting: Arc<Mutex<Waiting<Q, A>>>, most: usize, answer: F)
where
    F: Fn(Vec<Q>) -> Fut,
    Fut: Future<Output = Outcome<Vec<A>>>,
{
    let _end = End(&waiting);
    loop {
        let (questions, tell): (Vec<Q>, Vec<_>) = {
            let mut waiting = waiting.lock().unwrap_or_else(PoisonError::into_inner);
            let many = waiting.asking.len().min(most.max(1));
            if many == 0 {
                waiting.is_under_way = false;
                return;
            }
            waiting.asking.drain(..many).unzip()
        };
        let many = questions.len();
        let answers = match answer(questions).await {
            Ok(answers) if answers.len() == many => Ok(answers),
            Ok(answers) => Err(Arc::new(Fault::Internal(format!("{} answers to {many} questions", answers.len())))),
            Err(fault) => Err(Arc::new(fault)),
        };
        // Whoever has gone away needs no answer.
        match answers {
            Ok(answers) => tell.into_iter().zip(answers).for_each(|(tell, answer)| drop(tell.send(Ok(answer)))),
            Err(fault) => tell.into_iter().for_each(|tell| drop(tell.send(Err(Arc::clone(&fault))))),
        }
    }
}

/// An answer that panics must not leave those who come later waiting for ever.
struct End<'a, Q, A>(&'a Mutex<Waiting<Q, A>>);

impl<Q, A> Drop for End<'_, Q, A> {
    fn drop(&mut self) {
        if std::thread::panicking() {
            let mut waiting = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            waiting.is_under_way = false;
            waiting.asking.clear();
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    #[tokio::test]
    async fn those_who_ask_at_once_are_answered_together_and_in_order() {
        let (together, batches) = (Arc::new(Together::<u32, u32>::default()), Arc::new(AtomicUsize::new(0)));
        let last = Arc::new(AtomicUsize::new(0));
        let asking: Vec<_> = (1..=500u32)
            .map(|n| {
                let (together, batches, last) = (Arc::clone(&together), Arc::clone(&batches), Arc::clone(&last));
                tokio::spawn(async move {
                    let answer = move |all: Vec<u32>| {
                        batches.fetch_add(1, Ordering::SeqCst);
                        let last = Arc::clone(&last);
                        async move {
                            for n in &all {
                                assert!(last.swap(*n as usize, Ordering::SeqCst) < *n as usize, "{n} was passed");
                            }
                            Ok(all.into_iter().map(|n| n * 10).collect())
                        }
                    };
                    together.ask(n, 100, answer).await
                })
            })
            .collect();
        for (n, one) in (1..=500u32).zip(asking) {
            assert_eq!(one.await.ok().and_then(Result::ok), Some(n * 10));
        }
        assert!((5..250).contains(&batches.load(Ordering::SeqCst)), "{batches:?} batches");
    }

    #[tokio::test]
    async fn a_fault_is_everybodys_and_the_next_question_is_asked_anew() {
        let together = Together::<u32, u32>::default();
        assert!(together.ask(1, 9, |_| async { Err(Fault::NotFound) }).await.is_err());
        assert!(together.ask(1, 9, |_| async { Ok(vec![]) }).await.is_err(), "an answer for each question");
        assert!(together.ask(1, 9, |_| async { panic!("a defect") }).await.is_err());
        assert_eq!(together.ask(1, 9, |all| async { Ok(all) }).await.ok(), Some(1));
    }
}
