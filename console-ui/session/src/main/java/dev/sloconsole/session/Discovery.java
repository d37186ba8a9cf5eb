package dev.sloconsole.session;

import dev.sloconsole.stack.StackFact.DnsSource;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Cloud Map and DNS. */
public record Discovery(List<Instance> instances, List<DnsAnswer> answers) {

    /**
     * An instance registered in Cloud Map.
     *
     * @param health in Cloud Map's words
     * @param since when it had this health first
     */
    public record Instance(String discoveryService, String instanceId, String address, String health, Duration since) {

        /** Whether it is one of the app. */
        public boolean ofApp() {
            return discoveryService.equals(LessonStack.APP_SERVICE);
        }

        public boolean unhealthy() {
            return health.equals("UNHEALTHY");
        }

        private boolean is(String service, String id) {
            return discoveryService.equals(service) && instanceId.equals(id);
        }
    }

    /**
     * The latest answer of a DNS server for a name.
     *
     * @param rcode in the words of DNS; {@code TIMEOUT} where the server said nothing
     * @param ttl as answered at {@code since}; the screen counts it down
     */
    public record DnsAnswer(
            String name, DnsSource source, String rcode, List<String> addresses, Duration ttl, Duration since) {

        /** Whether it is about the app, whose name DNS may write with a final dot or without. */
        public boolean ofApp() {
            return ofApp(name);
        }

        /** The same of a name alone. */
        public static boolean ofApp(String name) {
            return name.equalsIgnoreCase(LessonStack.APP_NAME) || name.equalsIgnoreCase(LessonStack.APP_NAME + ".");
        }

        /** Whether the name has an address. */
        public boolean found() {
            return rcode.equals("NOERROR") && !addresses.isEmpty();
        }

        /** Whether the server said nothing at all. */
        public boolean silent() {
            return rcode.equals("TIMEOUT");
        }
    }

    /** Whose answer is the last that can be seen: a resolver's where there is one to ask, as users do; else the zone's. */
    public DnsSource believed() {
        return answer(DnsSource.RESOLVER).isEmpty()
                        && answer(DnsSource.AUTHORITATIVE).isPresent()
                ? DnsSource.AUTHORITATIVE
                : DnsSource.RESOLVER;
    }

    /** How long after the zone has changed a resolver may still believe what the zone said before. */
    public Duration believedLonger() {
        return answer(DnsSource.AUTHORITATIVE).map(DnsAnswer::ttl).orElse(Duration.ZERO);
    }

    public static Discovery none() {
        return new Discovery(List.of(), List.of());
    }

    /** The app's instances. */
    public Stream<Instance> ofApp() {
        return instances.stream().filter(Instance::ofApp);
    }

    /** The latest answer that a server gave for the app. */
    public Optional<DnsAnswer> answer(DnsSource source) {
        return answers.stream().filter(a -> a.source() == source && a.ofApp()).reduce((older, newer) -> newer);
    }

    /** The same with an instance, which keeps its {@code since} while its health stays. */
    public Discovery registered(Instance instance) {
        var since = instances.stream()
                .filter(i -> i.is(instance.discoveryService, instance.instanceId) && i.health.equals(instance.health))
                .map(Instance::since)
                .findFirst()
                .orElse(instance.since);
        var kept =
                new Instance(instance.discoveryService, instance.instanceId, instance.address, instance.health, since);
        return new Discovery(Lists.put(instances, i -> i.is(kept.discoveryService, kept.instanceId), kept), answers);
    }

    public Discovery deregistered(String service, String instanceId) {
        return new Discovery(Lists.without(instances, i -> i.is(service, instanceId)), answers);
    }

    /** The same with a server's latest answer for a name. */
    public Discovery answered(DnsAnswer answer) {
        return new Discovery(
                instances, Lists.put(answers, a -> a.name.equals(answer.name) && a.source == answer.source, answer));
    }
}
