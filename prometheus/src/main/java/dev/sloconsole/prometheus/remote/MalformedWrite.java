package dev.sloconsole.prometheus.remote;

/** A remote write that cannot be read; sending it again will not help. */
public final class MalformedWrite extends Exception {

    private final String text;

    public MalformedWrite(String text) {
        super(text);
        this.text = text;
    }

    public String text() {
        return text;
    }
}
