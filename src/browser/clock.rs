//! Time, by `Date`, `performance.now` and `setTimeout`.

use js_sys::{Date as JsDate, Promise};
use snowline_core::date::{Date, Timestamp};
use snowline_core::ports::Clock;
use wasm_bindgen_futures::JsFuture;

use super::Browser;

impl Clock for Browser {
    fn now(&self) -> Timestamp {
        Timestamp(JsDate::now() as i64)
    }

    fn monotonic_ms(&self) -> u64 {
        web_sys::window()
            .and_then(|window| window.performance())
            .map_or(0, |performance| performance.now() as u64)
    }

    fn today(&self) -> Date {
        let now = JsDate::new_0();
        Date {
            year: now.get_full_year() as u16,
            month: now.get_month() as u8 + 1,
            day: now.get_date() as u8,
        }
    }

    fn end_of_day(&self, date: Date) -> Timestamp {
        // The constructor with parts reads them in the person's time zone, daylight saving
        // included.
        let local = JsDate::new_with_year_month_day_hr_min_sec(
            u32::from(date.year),
            i32::from(date.month) - 1,
            i32::from(date.day),
            23,
            59,
            59,
        );
        Timestamp(local.get_time() as i64)
    }

    async fn sleep(&self, ms: u32) {
        let wait = Promise::new(&mut |resolve, _| {
            if let Some(window) = web_sys::window() {
                let ms = i32::try_from(ms).unwrap_or(i32::MAX);
                window
                    .set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, ms)
                    .ok();
            }
        });
        JsFuture::from(wait).await.ok();
    }
}
