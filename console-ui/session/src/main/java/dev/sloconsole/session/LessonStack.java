package dev.sloconsole.session;

/** The names of the stack's parts that the lesson watches, as the template and the scrape configuration give them. */
public final class LessonStack {

    /** The ECS service of the app, and the Cloud Map service that it registers with. */
    public static final String APP_SERVICE = "sre-app-service";

    /** The ECS service that runs Prometheus and Grafana. */
    public static final String OBSERVABILITY_SERVICE = "sre-observability-service";

    /** The app's name in DNS. */
    public static final String APP_NAME = APP_SERVICE + ".sre.local";

    /** The app's scrape job. */
    public static final String APP_JOB = "sre-app";

    private LessonStack() {}
}
