package dev.sloconsole.prometheus.scrape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;
import org.junit.jupiter.api.Test;

class GzipBodyTest {

    /** A header with all that it may have: extra field, name, comment and checksum. */
    private static final String LONG_HEADER = "1f8b081e000000000003" + "0300616263" + "6e00" + "6300" + "0000";

    @Test
    void membersFollowEachOther() throws IOException {
        assertThat(text(both(gzip("a 1\n"), gzip("b 2\n")))).isEqualTo("a 1\nb 2\n");
        assertThat(text(gzip(""))).isEmpty();
    }

    @Test
    void aHeaderMayHaveEverything() throws IOException {
        byte[] plain = gzip("a 1\n");
        byte[] header = HexFormat.of().parseHex(LONG_HEADER);
        assertThat(text(both(header, Arrays.copyOfRange(plain, 10, plain.length))))
                .isEqualTo("a 1\n");
    }

    @Test
    void whatIsBehindTheLastMemberIsNotPassedOver() throws IOException {
        byte[] good = gzip("a 1\n");
        assertThatThrownBy(() -> text(both(good, "rubbish".getBytes(StandardCharsets.UTF_8))))
                .isInstanceOf(EOFException.class);
        assertThatThrownBy(() -> text(both(good, "much more rubbish".getBytes(StandardCharsets.UTF_8))))
                .isInstanceOf(ZipException.class);
    }

    @Test
    void everyCutAndEveryDamageIsSeen() throws IOException {
        byte[] good = gzip("a 1\n");
        for (int length = 0; length < good.length; length++) {
            byte[] cut = Arrays.copyOf(good, length);
            assertThatThrownBy(() -> text(cut)).as("%d bytes", length).isInstanceOf(EOFException.class);
        }
        byte[] damaged = good.clone();
        damaged[good.length - 6] ^= 1;
        assertThatThrownBy(() -> text(damaged)).isInstanceOf(ZipException.class);
    }

    @Test
    void aBombIsUnpackedNoFurtherThanTheLimit() throws IOException {
        byte[] bomb = gzip("0".repeat(10_000_000));
        assertThat(GzipBody.unzip(bomb, 1_000)).hasSizeBetween(1_001, 100_000);
    }

    private static String text(byte[] body) throws IOException {
        return new String(GzipBody.unzip(body, 1_000), StandardCharsets.UTF_8);
    }

    private static byte[] gzip(String text) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(out)) {
            zip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return out.toByteArray();
    }

    private static byte[] both(byte[] first, byte[] second) {
        var both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
