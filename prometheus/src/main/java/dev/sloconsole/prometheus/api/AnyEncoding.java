package dev.sloconsole.prometheus.api;

import io.helidon.http.encoding.ContentDecoder;
import io.helidon.http.encoding.ContentEncoder;
import io.helidon.http.encoding.ContentEncoding;
import java.util.Set;

/** Hands on request bodies as they came, whatever encoding they name: whether it can be read is for the API to say. */
final class AnyEncoding implements ContentEncoding {

    @Override
    public Set<String> ids() {
        return Set.of("snappy", "gzip", "x-gzip", "deflate", "zstd", "br", "compress", "lz4");
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
        return "any";
    }

    @Override
    public String type() {
        return "any";
    }
}
