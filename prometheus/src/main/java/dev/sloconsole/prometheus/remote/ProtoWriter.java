package dev.sloconsole.prometheus.remote;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes the fields of a protobuf message. */
final class ProtoWriter {

    private ProtoWriter() {}

    static void text(ByteArrayOutputStream out, int field, String text) {
        bytes(out, field, text.getBytes(StandardCharsets.UTF_8));
    }

    static void bytes(ByteArrayOutputStream out, int field, byte[] bytes) {
        raw(out, ((long) field << 3) | 2);
        raw(out, bytes.length);
        out.writeBytes(bytes);
    }

    static void varint(ByteArrayOutputStream out, int field, long value) {
        raw(out, (long) field << 3);
        raw(out, value);
    }

    static void fixed64(ByteArrayOutputStream out, int field, long bits) {
        raw(out, ((long) field << 3) | 1);
        for (int shift = 0; shift < 64; shift += 8) {
            out.write((int) (bits >>> shift));
        }
    }

    private static void raw(ByteArrayOutputStream out, long value) {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            out.write((int) ((rest & 0x7f) | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
    }
}
