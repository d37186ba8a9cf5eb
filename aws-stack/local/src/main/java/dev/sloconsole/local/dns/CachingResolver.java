package dev.sloconsole.local.dns;

import java.net.InetAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/**
 * A resolver as every host has one: it believes an answer until the answer's time to live has run out, the answer "no
 * such name" included (RFC 2308). What it gives out carries the time that is left. A name outside every zone does not
 * exist for it, and that is not remembered.
 */
public final class CachingResolver implements Responder {

    private static final int MOST_ENTRIES = 10_000;

    private record Question(Name name, int type) {}

    /** One remembered answer; the times are those of the resolver's clock. */
    private record Remembered(
            int rcode, List<Record> answers, List<Record> authority, long storedNanos, long ttlSeconds) {
        boolean expired(long now) {
            return now - storedNanos >= Duration.ofSeconds(ttlSeconds).toNanos();
        }

        long remainingSeconds(long recordTtl, long now) {
            long ageMillis = Duration.ofNanos(now - storedNanos).toMillis();
            return Math.max(0, Math.ceilDiv(recordTtl * 1000 - ageMillis, 1000L));
        }
    }

    private final Responder upstream;
    private final LongSupplier nanoClock;
    private final Map<Question, Remembered> cache = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Question, Remembered> eldest) {
            return size() > MOST_ENTRIES;
        }
    };

    /**
     * A resolver in front of an authority.
     *
     * @param nanoClock a monotonic clock such as {@code System::nanoTime}
     */
    public CachingResolver(Responder upstream, LongSupplier nanoClock) {
        this.upstream = upstream;
        this.nanoClock = nanoClock;
    }

    /** What the resolver believes about a name. */
    public sealed interface Resolution {
        /** The name has addresses; the list is never empty. */
        record Found(List<InetAddress> addresses, Duration remaining) implements Resolution {}

        /** The name does not exist, or has no address. */
        record Missing(Duration remaining) implements Resolution {}

        /** Nobody could say. */
        record Failed(String rcode) implements Resolution {}
    }

    /** The IPv4 addresses of a name, from the cache while it is fresh. */
    public Resolution resolve(String name) {
        Message answer;
        try {
            var asked = Name.fromString(name.endsWith(".") ? name : name + ".");
            answer = answer(Message.newQuery(Record.newRecord(asked, Type.A, DClass.IN)));
        } catch (TextParseException e) {
            return new Resolution.Missing(Duration.ZERO);
        }
        int rcode = answer.getRcode();
        if (rcode != Rcode.NOERROR && rcode != Rcode.NXDOMAIN) {
            return new Resolution.Failed(Rcode.string(rcode));
        }
        var addresses = answer.getSection(Section.ANSWER).stream()
                .filter(ARecord.class::isInstance)
                .map(record -> ((ARecord) record).getAddress())
                .toList();
        var all = addresses.isEmpty() ? answer.getSection(Section.AUTHORITY) : answer.getSection(Section.ANSWER);
        var remaining =
                Duration.ofSeconds(all.stream().mapToLong(Record::getTTL).min().orElse(0));
        return addresses.isEmpty() ? new Resolution.Missing(remaining) : new Resolution.Found(addresses, remaining);
    }

    /** How many answers are remembered, expired ones included. */
    int size() {
        synchronized (cache) {
            return cache.size();
        }
    }

    @Override
    public Message answer(Message query) {
        var reply = Packets.replyTo(query);
        reply.getHeader().setFlag(Flags.RA);
        var question = query.getQuestion();
        var key = new Question(question.getName(), question.getType());
        long now = nanoClock.getAsLong();
        Remembered entry;
        synchronized (cache) {
            entry = cache.get(key);
            if (entry == null || entry.expired(now)) {
                cache.remove(key);
                entry = ask(query, now);
                if (entry.ttlSeconds() > 0) {
                    cache.put(key, entry);
                }
            }
        }
        reply.getHeader().setRcode(entry.rcode());
        for (var record : entry.answers()) {
            reply.addRecord(aged(record, question.getName(), entry, now), Section.ANSWER);
        }
        for (var record : entry.authority()) {
            reply.addRecord(aged(record, record.getName(), entry, now), Section.AUTHORITY);
        }
        return reply;
    }

    private Remembered ask(Message query, long now) {
        var answer = upstream.answer(query);
        int rcode = answer.getRcode();
        if (rcode == Rcode.REFUSED) {
            return new Remembered(Rcode.NXDOMAIN, List.of(), List.of(), now, 0);
        }
        var answers = List.copyOf(answer.getSection(Section.ANSWER));
        var authority = List.copyOf(answer.getSection(Section.AUTHORITY));
        long ttl = answers.isEmpty()
                ? authority.stream()
                        .filter(SOARecord.class::isInstance)
                        .mapToLong(soa -> Math.min(soa.getTTL(), ((SOARecord) soa).getMinimum()))
                        .min()
                        .orElse(0)
                : answers.stream().mapToLong(Record::getTTL).min().orElse(0);
        return new Remembered(rcode, answers, authority, now, ttl);
    }

    private static Record aged(Record record, Name name, Remembered entry, long now) {
        long ttl = Math.min(record.getTTL(), entry.ttlSeconds());
        return Record.newRecord(
                name,
                record.getType(),
                record.getDClass(),
                entry.remainingSeconds(ttl, now),
                record.rdataToWireCanonical());
    }
}
