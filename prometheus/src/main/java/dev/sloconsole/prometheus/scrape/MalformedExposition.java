package dev.sloconsole.prometheus.scrape;

/** A scraped body that does not follow its format; the message names the line. */
public final class MalformedExposition extends Exception {

    private final String text;

    public MalformedExposition(String text) {
        super(text);
        this.text = text;
    }

    public String text() {
        return text;
    }
}
