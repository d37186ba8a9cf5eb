package dev.sloconsole.session;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** Two clocks that a test turns by hand: the monotonic one, and the one on the wall. */
public final class TestClock implements LongSupplier {

    private final AtomicLong nanos = new AtomicLong(123_456_789);
    private final AtomicLong wallOffsetNanos = new AtomicLong();

    @Override
    public long getAsLong() {
        return nanos.get();
    }

    /** Moves both on. */
    public void turn(Duration by) {
        nanos.addAndGet(by.toNanos());
    }

    /** Moves the wall clock alone. */
    public void jump(Duration by) {
        wallOffsetNanos.addAndGet(by.toNanos());
    }

    public Clock wall() {
        return new Clock() {
            @Override
            public Instant instant() {
                return Facts.START.plusNanos(nanos.get() - 123_456_789 + wallOffsetNanos.get());
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        };
    }
}
