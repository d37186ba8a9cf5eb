package dev.sloconsole.session.journal;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;

/** Why the disk refused, in words; the exceptions of {@code java.nio.file} carry a path only. */
public final class Reasons {

    private Reasons() {}

    public static String of(IOException e) {
        return switch (e) {
            case AccessDeniedException denied -> "permission denied";
            case FileAlreadyExistsException exists -> "there is such a file already";
            case NoSuchFileException missing -> "there is no such file or folder";
            default -> e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        };
    }
}
