package dev.sloconsole.prometheus.scrape;

import dev.sloconsole.prometheus.config.ScrapeConfig.DnsSdConfig.RecordType;
import dev.sloconsole.prometheus.series.Labels;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import okhttp3.Dns;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.ExtendedResolver;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.SRVRecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;

/**
 * Names to addresses, for discovery and for the scrapes themselves: by a given DNS server, or as the system does it.
 * Nothing is kept, so an answer is never older than the server's own cache.
 */
public final class DnsLookup implements Dns {

    private static final Duration TIMEOUT = Duration.ofSeconds(3);

    static {
        // dnsjava's own hook waits for its selector thread, which a question asked meanwhile starts anew: the process
        // would never end. The thread is a daemon and needs no hook.
        System.setProperty("dnsjava.nio.register_shutdown_hook", "false");
    }

    private final Optional<InetSocketAddress> server;

    /** Lookups by a DNS server; without one, by the system. */
    public DnsLookup(Optional<InetSocketAddress> server) {
        this.server = server;
    }

    /**
     * The targets that a name stands for, with {@code __address__} and Prometheus's {@code __meta_dns_} labels, sorted;
     * none where the name does not exist.
     *
     * @throws IOException if the DNS gave no answer, which says nothing about the targets
     */
    List<Labels> targets(String name, RecordType type, int port) throws IOException {
        var targets = new ArrayList<Labels>();
        for (Record answer : answers(
                name,
                switch (type) {
                    case A -> Type.A;
                    case AAAA -> Type.AAAA;
                    case SRV -> Type.SRV;
                })) {
            switch (answer) {
                case ARecord a ->
                    targets.add(Labels.of(
                            "__address__", a.getAddress().getHostAddress() + ":" + port, "__meta_dns_name", name));
                case AAAARecord a ->
                    targets.add(Labels.of(
                            "__address__",
                            "[" + a.getAddress().getHostAddress() + "]:" + port,
                            "__meta_dns_name",
                            name));
                case SRVRecord srv ->
                    targets.add(Labels.of(
                            "__address__",
                            srv.getTarget().toString(true) + ":" + srv.getPort(),
                            "__meta_dns_name",
                            name,
                            "__meta_dns_srv_record_target",
                            srv.getTarget().toString(),
                            "__meta_dns_srv_record_port",
                            String.valueOf(srv.getPort())));
                default -> {
                    // An alias on the way to the records asked for.
                }
            }
        }
        return targets.stream().sorted().distinct().toList();
    }

    private List<Record> answers(String name, int type) throws IOException {
        Resolver resolver = server.isPresent() ? new SimpleResolver(server.get()) : new ExtendedResolver();
        resolver.setTimeout(TIMEOUT);
        var question = Record.newRecord(Name.fromString(name, Name.root), type, DClass.IN);
        Message answer = resolver.send(Message.newQuery(question));
        return switch (answer.getRcode()) {
            case Rcode.NOERROR -> answer.getSection(Section.ANSWER);
            case Rcode.NXDOMAIN -> List.of();
            default -> throw new IOException("the server answered " + Rcode.string(answer.getRcode()) + " for " + name);
        };
    }

    /** The addresses of a scrape's host. */
    @Override
    public List<InetAddress> lookup(String host) throws UnknownHostException {
        boolean literal = host.indexOf(':') >= 0 || host.matches("\\d+\\.\\d+\\.\\d+\\.\\d+");
        if (server.isEmpty() || literal || host.equals("localhost")) {
            return Dns.SYSTEM.lookup(host);
        }
        var addresses = new ArrayList<InetAddress>();
        try {
            for (Record answer : answers(host, Type.A)) {
                if (answer instanceof ARecord a) {
                    addresses.add(a.getAddress());
                }
            }
        } catch (IOException e) {
            throw (UnknownHostException) new UnknownHostException(host).initCause(e);
        }
        if (addresses.isEmpty()) {
            throw new UnknownHostException(host);
        }
        return addresses;
    }
}
