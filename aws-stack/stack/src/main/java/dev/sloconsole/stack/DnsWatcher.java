package dev.sloconsole.stack;

import dev.sloconsole.stack.StackFact.DnsAnswerChanged;
import dev.sloconsole.stack.StackFact.DnsSource;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/**
 * Asks DNS servers for the addresses of one name, over and over, and tells when an answer changed. A time to live that
 * counts down is no change; one that went up is, for the resolver has asked again. All servers are asked at once, over
 * UDP and, for a truncated answer, TCP; one that says nothing within a second is told as {@code TIMEOUT}. Has a thread
 * of its own, {@code dns-watcher}, on which facts are handed over.
 */
public final class DnsWatcher implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(1);

    static {
        // dnsjava's own hook waits for its selector thread, which a question asked meanwhile starts anew: the process
        // would never end. The thread is a daemon and needs no hook.
        System.setProperty("dnsjava.nio.register_shutdown_hook", "false");
    }

    private final String name;
    private final Record question;
    private final Map<DnsSource, SimpleResolver> servers = new EnumMap<>(DnsSource.class);
    private final Map<DnsSource, DnsAnswerChanged> last = new EnumMap<>(DnsSource.class);
    private final WatchThread thread;

    /**
     * A watcher that does nothing yet.
     *
     * @param name in full, such as {@code sre-app-service.sre.local}
     * @param interval between two questions to the same server
     * @param facts called on the watcher's thread; must not block
     */
    public DnsWatcher(
            String name, Map<DnsSource, InetSocketAddress> servers, Duration interval, Consumer<StackFact> facts) {
        this.name = name;
        this.question = question(name);
        this.thread = new WatchThread("dns-watcher", interval, PATIENCE.multipliedBy(2), facts);
        servers.forEach((source, address) -> {
            var resolver = new SimpleResolver(address);
            resolver.setTimeout(PATIENCE);
            this.servers.put(source, resolver);
        });
    }

    /** Begins to ask. */
    public void start() {
        thread.start(this::look);
    }

    /** Stops asking and waits for the thread to end; no fact is handed over any more. */
    @Override
    public void close() {
        thread.close();
    }

    private void look() {
        var asked = new EnumMap<DnsSource, CompletableFuture<DnsAnswerChanged>>(DnsSource.class);
        servers.forEach((source, server) -> asked.put(source, ask(source, server)));
        asked.forEach((source, coming) -> {
            var answer = coming.join();
            var before = last.put(source, answer);
            if (before == null || isNews(before, answer)) {
                thread.tell(answer);
            }
        });
    }

    /** Whether an answer is worth telling: another outcome, other addresses, or a time to live that went up. */
    static boolean isNews(DnsAnswerChanged before, DnsAnswerChanged now) {
        return !now.rcode().equals(before.rcode())
                || !now.addresses().equals(before.addresses())
                || now.ttl().compareTo(before.ttl()) > 0;
    }

    private CompletableFuture<DnsAnswerChanged> ask(DnsSource source, SimpleResolver server) {
        return server.sendAsync(Message.newQuery(question))
                .toCompletableFuture()
                .thenApply(answer -> understood(source, answer))
                .exceptionally(silence -> new DnsAnswerChanged(name, source, "TIMEOUT", List.of(), Duration.ZERO));
    }

    private DnsAnswerChanged understood(DnsSource source, Message answer) {
        var records = answer.getSection(Section.ANSWER).stream()
                .filter(ARecord.class::isInstance)
                .map(ARecord.class::cast)
                .toList();
        var addresses = records.stream()
                .map(record -> record.getAddress().getHostAddress())
                .sorted()
                .toList();
        var ttl = records.stream().mapToLong(Record::getTTL).min().orElseGet(() -> negativeTtl(answer));
        return new DnsAnswerChanged(name, source, Rcode.string(answer.getRcode()), addresses, Duration.ofSeconds(ttl));
    }

    /** How long "there is none" may be believed (RFC 2308, section 5); zero if the answer does not say. */
    private static long negativeTtl(Message answer) {
        return answer.getSection(Section.AUTHORITY).stream()
                .filter(SOARecord.class::isInstance)
                .map(SOARecord.class::cast)
                .mapToLong(soa -> Math.min(soa.getTTL(), soa.getMinimum()))
                .findFirst()
                .orElse(0);
    }

    private static Record question(String name) {
        try {
            return Record.newRecord(Name.fromString(name, Name.root), Type.A, DClass.IN);
        } catch (TextParseException e) {
            throw new IllegalArgumentException(
                    "'" + name + "' is no DNS name (" + e.getMessage() + "). Give one like sre-app-service.sre.local.",
                    e);
        }
    }
}
