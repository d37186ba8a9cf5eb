package dev.sloconsole.desktop.live;

import java.util.Optional;
import java.util.function.Supplier;
import okhttp3.OkHttpClient;

/** The header that opens {@code /kill} and remote write of a stack on AWS, where the class's neighbours reach it too. */
final class ClassSecret {

    /** As {@code app-service} expects it. */
    static final String HEADER = "X-SLO-Secret";

    private ClassSecret() {}

    /** The same client, which shows the secret with every request as soon as it is known. */
    static OkHttpClient shownBy(OkHttpClient http, Supplier<Optional<String>> secret) {
        return http.newBuilder()
                .addInterceptor(chain -> {
                    var request = chain.request();
                    var known = secret.get();
                    return chain.proceed(
                            known.isEmpty()
                                    ? request
                                    : request.newBuilder()
                                            .header(HEADER, known.get())
                                            .build());
                })
                .build();
    }
}
