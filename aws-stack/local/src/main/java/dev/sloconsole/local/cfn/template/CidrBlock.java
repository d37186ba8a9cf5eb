package dev.sloconsole.local.cfn.template;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * A block of addresses as {@code Fn::Cidr} cuts it up: IPv4 or IPv6.
 *
 * @param first the block's first address, as a number
 * @param prefix how many of its leading bits are the network's
 * @param width 32 or 128
 */
record CidrBlock(BigInteger first, int prefix, int width) {

    private static final String OCTET = "(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)";
    private static final Pattern IPV4 = Pattern.compile("(?:" + OCTET + "\\.){3}" + OCTET + "/\\d{1,2}");
    private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:]{2,39}/\\d{1,3}");

    static Optional<CidrBlock> read(String text) {
        if (!IPV4.matcher(text).matches() && !(IPV6.matcher(text).matches() && text.contains(":"))) {
            return Optional.empty();
        }
        int slash = text.indexOf('/');
        int prefix = Integer.parseInt(text.substring(slash + 1));
        try {
            // Digits, dots and colons only: a literal address, for which no name is resolved.
            var bytes = InetAddress.getByName(text.substring(0, slash)).getAddress();
            int width = bytes.length * 8;
            if (prefix > width) {
                return Optional.empty();
            }
            var network = new BigInteger(1, bytes).shiftRight(width - prefix).shiftLeft(width - prefix);
            return Optional.of(new CidrBlock(network, prefix, width));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    /** Whether it has room for so many blocks with so many bits for the hosts of each. */
    boolean holds(int count, int bits) {
        return bits <= width - prefix
                && BigInteger.valueOf(count).compareTo(BigInteger.ONE.shiftLeft(width - prefix - bits)) <= 0;
    }

    List<String> split(int count, int bits) {
        return IntStream.range(0, count)
                .mapToObj(i ->
                        new CidrBlock(first.add(BigInteger.valueOf(i).shiftLeft(bits)), width - bits, width).toString())
                .toList();
    }

    /** As AWS writes it; the longest run of zeros of an IPv6 address becomes two colons (RFC 5952). */
    @Override
    public String toString() {
        return (width == 32 ? ipv4() : ipv6()) + "/" + prefix;
    }

    private String ipv4() {
        long address = first.longValue();
        return (address >> 24 & 255) + "." + (address >> 16 & 255) + "." + (address >> 8 & 255) + "." + (address & 255);
    }

    private String ipv6() {
        var groups = new String[8];
        Arrays.setAll(
                groups, i -> Integer.toHexString(first.shiftRight(16 * (7 - i)).intValue() & 0xffff));
        var text = String.join(":", groups);
        for (int zeros = 8; zeros >= 2; zeros--) {
            var run = String.join(":", Collections.nCopies(zeros, "0"));
            int at = (":" + text + ":").indexOf(":" + run + ":");
            if (at >= 0) {
                var head = text.substring(0, Math.max(0, at - 1));
                var tail = text.substring(Math.min(text.length(), at + run.length() + 1));
                return head + "::" + tail;
            }
        }
        return text;
    }
}
