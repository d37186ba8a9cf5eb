package dev.sloconsole.local.ec2;

import dev.sloconsole.local.wire.AwsError;
import java.util.Locale;
import java.util.regex.Pattern;

/** A block of IPv4 addresses. */
public record Cidr(int address, int prefixLength) {

    private static final Pattern FORM = Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})/(\\d{1,2})");

    /**
     * Reads {@code 10.42.0.0/16}; host bits are cleared as EC2 does.
     *
     * @throws AwsError InvalidParameterValue
     */
    public static Cidr parse(String text) {
        var parts = FORM.matcher(text);
        if (!parts.matches() || Integer.parseInt(parts.group(5)) > 32) {
            throw invalid(text);
        }
        int address = 0;
        for (int i = 1; i <= 4; i++) {
            int part = Integer.parseInt(parts.group(i));
            if (part > 255) {
                throw invalid(text);
            }
            address = (address << 8) | part;
        }
        int length = Integer.parseInt(parts.group(5));
        return new Cidr(address & mask(length), length);
    }

    public boolean contains(Cidr other) {
        return other.prefixLength >= prefixLength && (other.address & mask(prefixLength)) == address;
    }

    public boolean overlaps(Cidr other) {
        return contains(other) || other.contains(this);
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%d.%d.%d.%d/%d",
                address >>> 24,
                (address >> 16) & 255,
                (address >> 8) & 255,
                address & 255,
                prefixLength);
    }

    private static int mask(int length) {
        return length == 0 ? 0 : -1 << (32 - length);
    }

    private static AwsError invalid(String text) {
        return new AwsError(
                "InvalidParameterValue",
                "Value (" + text + ") for parameter cidrBlock is invalid. This is" + " not a valid CIDR block.");
    }
}
