package dev.sloconsole.local.ec2;

import dev.sloconsole.local.ground.Account;
import dev.sloconsole.local.wire.AwsError;
import dev.sloconsole.local.wire.Xml;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The one region of the local cloud and its three availability zones. */
final class Zones {

    /** @param name such as {@code eu-west-1a} */
    private record Zone(String name) {}

    private Zones() {}

    static Listing<?> zones(Account account) {
        return new Listing<>(
                "availabilityZoneInfo",
                "ZoneName",
                Zone::name,
                name -> new AwsError("InvalidParameterValue", "Invalid availability zone: [" + name + "]"),
                zone -> Map.of(),
                () -> List.of("a", "b", "c").stream()
                        .map(letter -> new Zone(account.region() + letter))
                        .toList(),
                Map.of(
                        "zone-name", zone -> List.of(zone.name()),
                        "zone-id", zone -> List.of(idOf(zone.name())),
                        "region-name", zone -> List.of(account.region()),
                        "state", zone -> List.of("available"),
                        "opt-in-status", zone -> List.of("opt-in-not-required"),
                        "zone-type", zone -> List.of("availability-zone")),
                (Xml xml, Zone zone) -> xml.text("zoneName", zone.name())
                        .text("zoneId", idOf(zone.name()))
                        .text("zoneState", "available")
                        .text("regionName", account.region())
                        .text("groupName", account.region() + "-zg-1")
                        .text("networkBorderGroup", account.region())
                        .text("optInStatus", "opt-in-not-required")
                        .text("zoneType", "availability-zone"));
    }

    static Listing<?> regions(Account account) {
        return new Listing<>(
                "regionInfo",
                "RegionName",
                String::toString,
                name -> new AwsError(
                        "InvalidParameterValue",
                        "Invalid region: [" + name + "]. The local cloud is the" + " region " + account.region()
                                + " only."),
                region -> Map.of(),
                () -> List.of(account.region()),
                Map.of(
                        "region-name", List::of,
                        "endpoint", region -> List.of("ec2." + region + ".amazonaws.com"),
                        "opt-in-status", region -> List.of("opt-in-not-required")),
                (Xml xml, String region) -> xml.text("regionName", region)
                        .text("regionEndpoint", "ec2." + region + ".amazonaws.com")
                        .text("optInStatus", "opt-in-not-required"));
    }

    /** Such as {@code euw1-az1} for {@code eu-west-1a}. */
    static String idOf(String zone) {
        var parts = zone.split("-", -1);
        int last = parts.length - 1;
        if (last < 2 || !parts[last].matches("\\d[a-z]")) {
            return zone;
        }
        var compass = Arrays.stream(parts, 1, last)
                .map(word -> word.replaceAll("(north|south|east|west|central)", "$1 "))
                .flatMap(words -> Arrays.stream(words.split(" ", 0)))
                .map(word -> word.substring(0, 1))
                .collect(Collectors.joining());
        return parts[0] + compass + parts[last].charAt(0) + "-az" + (parts[last].charAt(1) - 'a' + 1);
    }
}
