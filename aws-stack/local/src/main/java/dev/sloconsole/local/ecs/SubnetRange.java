package dev.sloconsole.local.ecs;

import java.util.Locale;

/**
 * A subnet, as far as giving addresses to tasks goes.
 *
 * @param address the network's own, as 32 bits
 * @param prefixLength 16 to 28
 */
public record SubnetRange(String id, String availabilityZone, int address, int prefixLength) {

    /** The network's own address, the router, DNS and one to spare. */
    private static final int RESERVED_AT_THE_START = 4;

    /** How many addresses tasks can have; EC2 keeps the first four and the last. */
    int size() {
        return (1 << (32 - prefixLength)) - RESERVED_AT_THE_START - 1;
    }

    /** One of the addresses for tasks, counted from 0. */
    String host(int number) {
        return text(address + RESERVED_AT_THE_START + number);
    }

    String cidr() {
        return text(address) + "/" + prefixLength;
    }

    /** The VPC's router, which has the first address after the network's own. */
    String gateway() {
        return text(address + 1) + "/" + prefixLength;
    }

    private static String text(int address) {
        return String.format(
                Locale.ROOT, "%d.%d.%d.%d", address >>> 24, (address >> 16) & 255, (address >> 8) & 255, address & 255);
    }
}
