package dev.sloconsole.prometheus.remote;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * The fields of one protobuf message, one after the other.
 *
 * @see <a href="https://protobuf.dev/programming-guides/encoding/">Protocol buffers: encoding</a>
 */
final class ProtoReader {

    private final ByteBuffer in;
    private int tag;

    ProtoReader(byte[] bytes) {
        this(ByteBuffer.wrap(bytes));
    }

    ProtoReader(ByteBuffer in) {
        this.in = in.order(ByteOrder.LITTLE_ENDIAN);
    }

    /** The bytes of the fields of a number, all of them messages, that come first; goes behind them. */
    ByteBuffer leading(int field) throws MalformedWrite {
        int start = in.position();
        int end = start;
        while (next() && field() == field && wireType() == 2) {
            bytes();
            end = in.position();
        }
        in.position(end);
        return in.slice(start, end - start);
    }

    /** Goes to the next field, whose value is then to be read or skipped; false behind the last. */
    boolean next() throws MalformedWrite {
        if (!in.hasRemaining()) {
            return false;
        }
        tag = (int) varint();
        if (field() == 0) {
            throw new MalformedWrite("proto: illegal tag 0");
        }
        return true;
    }

    int field() {
        return tag >>> 3;
    }

    int wireType() {
        return tag & 7;
    }

    long varint() throws MalformedWrite {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            byte b = need(1).get();
            value |= (long) (b & 0x7f) << shift;
            if (b >= 0) {
                return value;
            }
        }
        throw new MalformedWrite("proto: integer overflow");
    }

    long fixed64() throws MalformedWrite {
        return need(Long.BYTES).getLong();
    }

    ProtoReader message() throws MalformedWrite {
        return new ProtoReader(bytes());
    }

    String text() throws MalformedWrite {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes()).toString();
        } catch (CharacterCodingException e) {
            throw new MalformedWrite("proto: a label is not UTF-8");
        }
    }

    void skip() throws MalformedWrite {
        switch (wireType()) {
            case 0 -> varint();
            case 1 -> fixed64();
            case 2 -> bytes();
            case 5 -> need(Integer.BYTES).getInt();
            default -> throw new MalformedWrite("proto: illegal wireType " + wireType());
        }
    }

    private ByteBuffer bytes() throws MalformedWrite {
        long length = varint();
        if (length < 0 || length > in.remaining()) {
            throw new MalformedWrite("proto: unexpected EOF");
        }
        ByteBuffer slice = in.slice(in.position(), (int) length);
        in.position(in.position() + (int) length);
        return slice;
    }

    private ByteBuffer need(int bytes) throws MalformedWrite {
        if (in.remaining() < bytes) {
            throw new MalformedWrite("proto: unexpected EOF");
        }
        return in;
    }
}
