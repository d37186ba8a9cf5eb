package dev.sloconsole.prometheus.config;

/**
 * Something wrong in a configuration file, and what to do about it.
 *
 * @param line from 1
 * @param column from 1
 */
public record Problem(String file, int line, int column, String message) {

    /** In the form that editors jump to: {@code prometheus.yml:3:5: unknown key ...}. */
    @Override
    public String toString() {
        return file + ":" + line + ":" + column + ": " + message;
    }
}
