//! The ports themselves.

use std::rc::Rc;

use sha2::Digest as _;

use super::{Answer, Memory, turns};
use crate::date::{Date, Timestamp};
use crate::ports::{Clock, Http, Locks, Ports, Random, Request, Sha256, Store};

impl Memory {
    fn offset_ms(&self) -> i64 {
        i64::from(self.world.utc_offset_minutes.get()) * 60_000
    }
}

impl Http for Memory {
    async fn send(&self, request: Request) -> Answer {
        let queued = self.world.queue.borrow_mut().pop_front();
        let server = Rc::clone(&self.world.server.borrow());
        let answer = queued.unwrap_or_else(|| server(&request));
        self.world.requests.borrow_mut().push(request);
        turns(self.world.latency.get()).await;
        answer
    }

    async fn send_file(&self, request: Request, bytes: &[u8]) -> Answer {
        let body = Some(String::from_utf8_lossy(bytes).into_owned());
        self.send(Request { body, ..request }).await
    }

    async fn answers(&self, url: &str) -> bool {
        self.world.probed.borrow_mut().push(url.into());
        turns(self.world.latency.get()).await;
        self.world.answers.get()
    }

    async fn tell(&self, url: &str) -> bool {
        self.fire_and_forget(url);
        turns(self.world.latency.get()).await;
        self.world.answers.get()
    }

    fn fire_and_forget(&self, url: &str) {
        self.world.fired.borrow_mut().push(url.into());
    }

    fn forbids(&self, _: &str) -> bool {
        self.world.forbids.get()
    }

    fn online(&self) -> bool {
        self.world.online.get()
    }
}

impl Clock for Memory {
    fn now(&self) -> Timestamp {
        Timestamp(self.world.now.get())
    }

    fn monotonic_ms(&self) -> u64 {
        self.world.uptime.get() - self.loaded_at
    }

    fn today(&self) -> Date {
        let local = Timestamp(self.world.now.get() + self.offset_ms());
        local.utc_date().unwrap_or(Date {
            year: 1970,
            month: 1,
            day: 1,
        })
    }

    fn end_of_day(&self, date: Date) -> Timestamp {
        let next_day = (date.days_since_epoch() + 1) * 86_400_000;
        Timestamp(next_day - 1_000 - self.offset_ms())
    }

    async fn sleep(&self, ms: u32) {
        self.advance(u64::from(ms));
        turns(1).await;
    }
}

impl Random for Memory {
    fn fill(&self, buffer: &mut [u8]) -> bool {
        let Some(mut seed) = self.world.seed.get() else {
            return false;
        };
        for byte in buffer {
            // Knuth's MMIX generator: enough to tell two values apart.
            seed = seed
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            *byte = seed.to_be_bytes()[0];
        }
        self.world.seed.set(Some(seed));
        true
    }
}

impl Sha256 for Memory {
    async fn sha256(&self, data: &[u8]) -> Option<[u8; 32]> {
        turns(1).await;
        self.world
            .has_digest
            .get()
            .then(|| sha2::Sha256::digest(data).into())
    }
}

impl Locks for Memory {
    async fn exclusive<T>(&self, name: &str, work: impl Future<Output = T>) -> T {
        let _held = self.world.locks.hold(name).await;
        work.await
    }
}

impl Ports for Memory {
    fn session_store(&self) -> &impl Store {
        &self.session
    }

    fn local_store(&self) -> &impl Store {
        &self.world.local
    }

    fn origin(&self) -> String {
        "https://portal.example.com".into()
    }
}
