package dev.sloconsole.desktop.live;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import okhttp3.Request;

/**
 * This computer's IPv4 address as the internet sees it, asked of a page that answers with nothing else. Blocks while it
 * asks, five seconds at most.
 *
 * @param page such as {@code https://checkip.amazonaws.com}
 */
public record PublicAddress(URI page) {

    private static final Pattern IPV4 = Pattern.compile("((25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(\\.|$)){4}");
    private static final OkHttpClient HTTP =
            new OkHttpClient.Builder().callTimeout(Duration.ofSeconds(5)).build();

    /** The address; empty if the page does not tell. */
    public Optional<String> ask() {
        try (var response =
                HTTP.newCall(new Request.Builder().url(page.toString()).build()).execute()) {
            var text = response.body().string().strip();
            return response.isSuccessful() && IPV4.matcher(text).matches() ? Optional.of(text) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Whether an address lies in one of the ranges, given as {@code 203.0.113.0/24}. */
    public static boolean within(String address, Iterable<String> ranges) {
        for (var range : ranges) {
            var parts = range.split("/", 2);
            int bits = parts.length == 2 ? Integer.parseInt(parts[1]) : 32;
            long mask = bits == 0 ? 0 : 0xFFFFFFFFL << (32 - bits) & 0xFFFFFFFFL;
            if ((number(address) & mask) == (number(parts[0]) & mask)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Why a range may not be allowed in; empty if it may. Private and shared ranges never reach AWS: who is behind one
     * arrives there with another address.
     */
    public static Optional<String> refusal(String range) {
        var parts = range.split("/", 2);
        if (parts.length != 2 || !IPV4.matcher(parts[0]).matches() || !parts[1].matches("2[4-9]|3[0-2]")) {
            return Optional.of("it must be an IPv4 range between /24 and /32, such as 203.0.113.7/32");
        }
        return Stream.of(
                        "10.0.0.0/8",
                        "172.16.0.0/12",
                        "192.168.0.0/16",
                        "100.64.0.0/10",
                        "169.254.0.0/16",
                        "0.0.0.0/8",
                        "224.0.0.0/3")
                .filter(reserved -> within(parts[0], Arrays.asList(reserved)))
                .findFirst()
                .map(reserved -> "it lies in " + reserved + ", which no packet that reaches AWS comes from; give the"
                        + " public address, which https://checkip.amazonaws.com tells");
    }

    private static long number(String address) {
        return Arrays.stream(address.split("\\."))
                .mapToLong(Long::parseLong)
                .reduce(0, (number, part) -> number << 8 | part);
    }
}
