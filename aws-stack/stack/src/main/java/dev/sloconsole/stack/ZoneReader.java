package dev.sloconsole.stack;

import dev.sloconsole.stack.Snapshot.CloudMapSeen;
import dev.sloconsole.stack.StackFact.DnsAnswerChanged;
import dev.sloconsole.stack.StackFact.DnsSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.route53.model.NoSuchHostedZoneException;
import software.amazon.awssdk.services.route53.model.RRType;
import software.amazon.awssdk.services.route53.model.ResourceRecord;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;
import software.amazon.awssdk.services.servicediscovery.model.NamespaceNotFoundException;

/**
 * Reads from Route 53 what the namespace's zone answers for one name, where its DNS cannot be asked because the zone is
 * private to a VPC. Route 53 lists the records of unhealthy instances too; Cloud Map knows which they are. Owned by the
 * watcher's thread.
 */
final class ZoneReader {

    private final CloudClients clients;
    private final String name;
    private String namespace = "";
    private Optional<String> zone = Optional.empty();

    /** @param name in full, such as {@code sre-app-service.sre.local} */
    ZoneReader(CloudClients clients, String name) {
        this.clients = clients;
        this.name = name;
    }

    /** What DNS would answer right now; REFUSED where there is no such zone. */
    DnsAnswerChanged read(String namespaceId, Optional<CloudMapSeen> instances) {
        try {
            return zone(namespaceId)
                    .map(id -> understood(records(id), instances.orElse(CloudMapSeen.EMPTY)))
                    .orElseGet(this::gone);
        } catch (NamespaceNotFoundException | NoSuchHostedZoneException e) {
            namespace = "";
            return gone();
        }
    }

    /** What DNS answers when the zone is not there. */
    DnsAnswerChanged gone() {
        return answer("REFUSED", List.of(), Duration.ZERO);
    }

    /** The zone's id, which Cloud Map is asked for once. */
    private Optional<String> zone(String namespaceId) {
        if (!namespace.equals(namespaceId)) {
            var found =
                    clients.cloudMap().getNamespace(ask -> ask.id(namespaceId)).namespace();
            IncompleteAnswerException.unless(
                    found != null && found.properties() != null, "GetNamespace", "the namespace");
            zone = Optional.ofNullable(
                            Objects.requireNonNull(found).properties().dnsProperties())
                    .flatMap(dns -> Optional.ofNullable(dns.hostedZoneId()));
            namespace = namespaceId;
        }
        return zone;
    }

    /** All records of the zone: three hundred at a time, so nearly always one request. */
    private List<ResourceRecordSet> records(String zoneId) {
        var found = new ArrayList<ResourceRecordSet>();
        for (var page : clients.route53().listResourceRecordSetsPaginator(ask -> ask.hostedZoneId(zoneId))) {
            IncompleteAnswerException.unless(
                    page.hasResourceRecordSets() && page.isTruncated() != null,
                    "ListResourceRecordSets",
                    "the records");
            found.addAll(page.resourceRecordSets());
        }
        return found;
    }

    private DnsAnswerChanged understood(List<ResourceRecordSet> records, CloudMapSeen instances) {
        var here = records.stream()
                .filter(set -> plain(set.name()).equals(plain(name)))
                .toList();
        var addresses = here.stream().filter(set -> set.type() == RRType.A).toList();
        if (addresses.isEmpty()) {
            var exists = records.stream()
                    .map(set -> plain(set.name()))
                    .anyMatch(other -> other.equals(plain(name)) || other.endsWith("." + plain(name)));
            return answer(exists ? "NOERROR" : "NXDOMAIN", List.of(), negativeTtl(records));
        }
        var unhealthy = instances.instances().entrySet().stream()
                .filter(entry -> entry.getValue().health().equals("UNHEALTHY"))
                .map(entry -> entry.getKey().instanceId())
                .collect(Collectors.toSet());
        var healthy = addresses.stream()
                .filter(set -> !unhealthy.contains(set.setIdentifier()))
                .toList();
        var given = healthy.isEmpty() ? addresses : healthy;
        return answer(
                "NOERROR",
                given.stream()
                        .flatMap(set -> set.resourceRecords().stream())
                        .map(ResourceRecord::value)
                        .sorted()
                        .toList(),
                Duration.ofSeconds(
                        given.stream().mapToLong(ResourceRecordSet::ttl).min().orElse(0)));
    }

    /** The lesser of the SOA's own time to live and its last number (RFC 2308, section 5). */
    private static Duration negativeTtl(List<ResourceRecordSet> records) {
        return records.stream()
                .filter(set -> set.type() == RRType.SOA)
                .flatMap(set -> set.resourceRecords().stream().map(soa -> {
                    var minimum = soa.value().substring(soa.value().lastIndexOf(' ') + 1);
                    return minimum.matches("\\d{1,10}") ? Math.min(set.ttl(), Long.parseLong(minimum)) : set.ttl();
                }))
                .findFirst()
                .map(Duration::ofSeconds)
                .orElse(Duration.ZERO);
    }

    private DnsAnswerChanged answer(String rcode, List<String> addresses, Duration ttl) {
        return new DnsAnswerChanged(name, DnsSource.AUTHORITATIVE, rcode, addresses, ttl);
    }

    /** Lower case, without a dot at the end. */
    private static String plain(String name) {
        var lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }
}
