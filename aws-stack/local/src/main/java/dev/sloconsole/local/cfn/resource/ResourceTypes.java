package dev.sloconsole.local.cfn.resource;

import dev.sloconsole.local.ec2.Network;
import dev.sloconsole.local.ground.Account;
import dev.sloconsole.local.secrets.Secrets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The table of all resource types. */
public final class ResourceTypes {

    private final Map<String, ResourceType> types = new TreeMap<>();

    public ResourceTypes(Account account, ServiceDirectory services, Network network, Secrets secrets) {
        Stream.of(
                        new Ec2Resources(network).types(),
                        new AccountResources(account, services, secrets).types(),
                        new CloudMapResources(services).types(),
                        new EcsResources(services).types())
                .flatMap(List::stream)
                .forEach(type -> types.put(type.name(), type));
    }

    public Optional<ResourceType> named(String name) {
        return Optional.ofNullable(types.get(name));
    }

    public Set<String> names() {
        return Collections.unmodifiableSet(types.keySet());
    }

    /** A type that is known to be in the table. */
    public ResourceType known(String name) {
        return named(name).orElseThrow();
    }
}
