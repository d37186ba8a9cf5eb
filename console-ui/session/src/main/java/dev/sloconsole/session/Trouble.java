package dev.sloconsole.session;

import dev.sloconsole.stack.StackFact.DnsSource;
import dev.sloconsole.stack.StackFact.StackFailed;
import java.time.Instant;
import java.util.List;

/** What goes wrong beside the lesson, which goes on. */
public sealed interface Trouble {

    /** The source of what the auto-stop brings. */
    String AUTO_STOP = "auto-stop";

    /** The key of what is in trouble; it has one trouble at a time. */
    String source();

    /**
     * A source gives nothing.
     *
     * @param reason as the source or the network said it
     */
    record Lost(String source, String reason) implements Trouble {}

    /**
     * A DNS server gives no answer for a name.
     *
     * @param before the addresses that it gave last, which may have changed; empty where it never gave one
     */
    record Silent(DnsSource server, String name, List<String> before) implements Trouble {
        @Override
        public String source() {
            return source(server);
        }

        /** The key of a DNS server. */
        public static String source(DnsSource server) {
            return switch (server) {
                case AUTHORITATIVE -> "dns-zone";
                case RESOLVER -> "dns-resolver";
            };
        }
    }

    /** What the instructor asked for was refused or failed. */
    record Refused(Action action, String reason) implements Trouble {

        public static final String SOURCE = "action";

        @Override
        public String source() {
            return SOURCE;
        }
    }

    /**
     * This computer is too slow for the traffic that is asked of it.
     *
     * @param requests that were due and not sent, in this act
     */
    record NotSent(long requests) implements Trouble {

        public static final String SOURCE = "generator";

        @Override
        public String source() {
            return SOURCE;
        }
    }

    /** The session is not recorded, or not any more. */
    record NotRecorded(String reason) implements Trouble {

        public static final String SOURCE = "recording";

        @Override
        public String source() {
            return SOURCE;
        }
    }

    /**
     * The session is recorded again, after a while in which it was not.
     *
     * @param segment the name of the file in which it goes on
     */
    record RecordedInParts(String segment) implements Trouble {
        @Override
        public String source() {
            return NotRecorded.SOURCE;
        }
    }

    /** The stack's deployment or deletion failed. */
    record Failed(StackFailed what) implements Trouble {

        public static final String SOURCE = "stack";

        @Override
        public String source() {
            return SOURCE;
        }
    }

    /**
     * This computer's address may not reach the stack.
     *
     * @param ranges those that may
     */
    record ShutOut(String address, List<String> ranges) implements Trouble {

        public static final String SOURCE = "address";

        @Override
        public String source() {
            return SOURCE;
        }
    }

    /** The services are scaled to zero soon. */
    record EndNears(Instant at) implements Trouble {
        @Override
        public String source() {
            return AUTO_STOP;
        }
    }

    /** The services were scaled to zero. */
    record Asleep() implements Trouble {
        @Override
        public String source() {
            return AUTO_STOP;
        }
    }
}
