package dev.sloconsole.prometheus.promql.functions;

/** The four types of PromQL; {@link #toString} gives the name that Prometheus's documentation uses. */
public enum ValueType {
    SCALAR("scalar", "scalar"),
    VECTOR("instant vector", "vector"),
    MATRIX("range vector", "matrix"),
    STRING("string", "string");

    private final String documented;
    private final String brief;

    ValueType(String documented, String brief) {
        this.documented = documented;
        this.brief = brief;
    }

    /** The name that the HTTP API uses. */
    public String brief() {
        return brief;
    }

    @Override
    public String toString() {
        return documented;
    }
}
