package dev.sloconsole.stack;

import dev.sloconsole.stack.Snapshot.CloudMapSeen;
import dev.sloconsole.stack.Snapshot.InstanceKey;
import dev.sloconsole.stack.Snapshot.InstanceSeen;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import software.amazon.awssdk.services.servicediscovery.ServiceDiscoveryClient;
import software.amazon.awssdk.services.servicediscovery.model.CustomHealthNotFoundException;
import software.amazon.awssdk.services.servicediscovery.model.FilterCondition;
import software.amazon.awssdk.services.servicediscovery.model.InstanceNotFoundException;
import software.amazon.awssdk.services.servicediscovery.model.NamespaceNotFoundException;
import software.amazon.awssdk.services.servicediscovery.model.ServiceFilter;
import software.amazon.awssdk.services.servicediscovery.model.ServiceFilterName;
import software.amazon.awssdk.services.servicediscovery.model.ServiceNotFoundException;

/** Reads the instances of a namespace's services, with their health, from Cloud Map. Owned by the watcher's thread. */
final class CloudMapReader {

    private static final String ADDRESS = "AWS_INSTANCE_IPV4";

    private final CloudClients clients;
    private String namespace = "";
    private SortedMap<String, String> services = new TreeMap<>();

    CloudMapReader(CloudClients clients) {
        this.clients = clients;
    }

    /**
     * Reads all instances anew. A namespace or service that is not there has none.
     *
     * @param settled whether the stack is at rest, so that the namespace has the services that it had before
     */
    CloudMapSeen read(String namespaceId, boolean settled) {
        if (!settled || services.isEmpty() || !namespace.equals(namespaceId)) {
            services = services(namespaceId);
            namespace = namespaceId;
        }
        var seen = new TreeMap<InstanceKey, InstanceSeen>();
        services.forEach((name, id) -> {
            try {
                read(name, id, seen);
            } catch (ServiceNotFoundException e) {
                seen.keySet().removeIf(key -> key.discoveryService().equals(name));
            }
        });
        return new CloudMapSeen(seen);
    }

    private void read(String name, String id, SortedMap<InstanceKey, InstanceSeen> seen) {
        var addresses = addresses(id);
        if (addresses.isEmpty()) {
            return;
        }
        var health = health(id);
        addresses.forEach((instance, address) -> seen.put(
                new InstanceKey(name, instance), new InstanceSeen(address, health.getOrDefault(instance, "UNKNOWN"))));
    }

    private SortedMap<String, String> services(String namespaceId) {
        var found = new TreeMap<String, String>();
        var filter = ServiceFilter.builder()
                .name(ServiceFilterName.NAMESPACE_ID)
                .values(namespaceId)
                .condition(FilterCondition.EQ)
                .build();
        try {
            for (var page : cloudMap().listServicesPaginator(ask -> ask.filters(filter))) {
                IncompleteAnswerException.unless(page.hasServices(), "ListServices", "the services");
                page.services().forEach(service -> found.put(service.name(), service.id()));
            }
        } catch (NamespaceNotFoundException e) {
            found.clear();
        }
        return found;
    }

    private SortedMap<String, String> addresses(String serviceId) {
        var found = new TreeMap<String, String>();
        for (var page : cloudMap().listInstancesPaginator(ask -> ask.serviceId(serviceId))) {
            IncompleteAnswerException.unless(page.hasInstances(), "ListInstances", "the instances");
            for (var instance : page.instances()) {
                found.put(
                        instance.id(),
                        Objects.requireNonNullElse(instance.attributes().get(ADDRESS), ""));
            }
        }
        return found;
    }

    private Map<String, String> health(String serviceId) {
        var found = new TreeMap<String, String>();
        try {
            cloudMap()
                    .getInstancesHealthStatusPaginator(ask -> ask.serviceId(serviceId))
                    .forEach(page -> found.putAll(page.statusAsStrings()));
        } catch (InstanceNotFoundException | CustomHealthNotFoundException e) {
            found.clear();
        }
        return found;
    }

    private ServiceDiscoveryClient cloudMap() {
        return clients.cloudMap();
    }
}
