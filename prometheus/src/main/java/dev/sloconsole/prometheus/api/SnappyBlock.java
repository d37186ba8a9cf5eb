package dev.sloconsole.prometheus.api;

import io.helidon.http.encoding.ContentDecoder;
import io.helidon.http.encoding.ContentEncoder;
import io.helidon.http.encoding.ContentEncoding;
import java.util.Set;

/**
 * The content encoding of remote writes, handed on as it is: it is snappy's block form, which cannot be read as a
 * stream. Without this the web server refuses every remote write.
 */
final class SnappyBlock implements ContentEncoding {

    @Override
    public Set<String> ids() {
        return Set.of("snappy");
    }

    @Override
    public boolean supportsEncoding() {
        return false;
    }

    @Override
    public boolean supportsDecoding() {
        return true;
    }

    @Override
    public ContentDecoder decoder() {
        return ContentDecoder.NO_OP;
    }

    @Override
    public ContentEncoder encoder() {
        return ContentEncoder.NO_OP;
    }

    @Override
    public String name() {
        return "snappy";
    }

    @Override
    public String type() {
        return "snappy";
    }
}
