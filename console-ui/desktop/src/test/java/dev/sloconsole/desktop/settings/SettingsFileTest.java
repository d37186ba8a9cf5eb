package dev.sloconsole.desktop.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.sloconsole.desktop.settings.Settings.Place;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsFileTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @Test
    void whatWasChosenIsThereTheNextTime() {
        var place = new Place(-1200, 40.5, 1600, 900, true);
        var lesson = folder.resolve("Störung ü.yaml");
        keep(s -> s.withLight(true)
                .withTextSize(1.1)
                .withNotes(true)
                .withRate(50)
                .with(place)
                .withLesson(Optional.of(lesson))
                .afterWelcome());
        assertThat(read())
                .isEqualTo(new Settings(
                        Optional.of(true), 1.1, true, Optional.of(50), Optional.of(place), Optional.of(lesson), true));
    }

    @Test
    void theFirstStartHasTheUsualSettingsAndWritesNothing() {
        assertThat(read()).isEqualTo(Settings.USUAL);
        assertThat(folder.resolve("slo-console")).doesNotExist();
    }

    @Test
    void aLaterChangeReplacesAnEarlierOneAndLeavesNothingBehind() throws IOException {
        keep(s -> s.withTextSize(1.2));
        keep(s -> s.withTextSize(0.9));
        assertThat(read().textSize()).isEqualTo(0.9);
        try (var files = Files.list(folder.resolve("slo-console"))) {
            assertThat(files).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{\"theme\": 1}",
                "theme=\\uZZZZ",
                "theme=purple\ntext-size=9\nnotes=perhaps\nrate=0\nwindow=1 2 3\nmaximized=?",
                "text-size=NaN\nrate=99999999999\nwindow=0 0 NaN 900",
                "window=0 0 1 1\ntext-size=large\nlesson=a\\u0000b",
                "\u0000\u0001\u0002"
            })
    void garbageMeansTheUsualSettings(String garbage) throws IOException {
        write(garbage.getBytes(StandardCharsets.UTF_8));
        assertThat(read()).isEqualTo(Settings.USUAL);
    }

    @Test
    void whatIsNoTextMeansTheUsualSettings() throws IOException {
        write(new byte[] {(byte) 0xff, (byte) 0xfe, 0, (byte) 0x80});
        assertThat(read()).isEqualTo(Settings.USUAL);
    }

    @Test
    void oneValueThatIsGarbageLeavesTheOthers() throws IOException {
        write("text-size=huge\nnotes=true\nrate=100\nof-a-newer-version=yes".getBytes(StandardCharsets.UTF_8));
        assertThat(read()).isEqualTo(Settings.USUAL.withNotes(true).withRate(100));
    }

    @Test
    void aFileInThePlaceOfTheFolderIsNoReasonNotToStart() throws IOException {
        Files.writeString(folder.resolve("slo-console"), "in the way");
        keep(s -> s.withNotes(true));
        assertThat(read()).isEqualTo(Settings.USUAL);
    }

    @Test
    void aFolderThatCannotBeWrittenIsNoReasonNotToStart() throws IOException {
        assumeThat(FileSystems.getDefault().supportedFileAttributeViews()).contains("posix");
        keep(s -> s.withRate(50));
        Files.setPosixFilePermissions(folder.resolve("slo-console"), PosixFilePermissions.fromString("r-x------"));
        try {
            assumeThat(Files.isWritable(folder.resolve("slo-console")))
                    .as("root writes everywhere")
                    .isFalse();
            try (var settings = open()) {
                settings.change(s -> s.withRate(100));
                assertThat(settings.now().rate()).contains(100);
            }
            assertThat(read().rate()).contains(50);
        } finally {
            Files.setPosixFilePermissions(folder.resolve("slo-console"), PosixFilePermissions.fromString("rwx------"));
        }
    }

    @Test
    void nobodyElseCanReadThem() throws IOException {
        assumeThat(FileSystems.getDefault().supportedFileAttributeViews()).contains("posix");
        keep(s -> s.withNotes(true));
        assertThat(permissions("slo-console")).isEqualTo("rwx------");
        assertThat(permissions("slo-console/settings.properties")).isEqualTo("rw-------");
    }

    @Test
    void everySystemHasItsPlaceForThem() {
        var home = Path.of("/home/anna");
        assertThat(SettingsFile.folder("Linux", Map.of(), home)).isEqualTo(Path.of("/home/anna/.config/slo-console"));
        assertThat(SettingsFile.folder("Linux", Map.of("XDG_CONFIG_HOME", "/etc/anna"), home))
                .isEqualTo(Path.of("/etc/anna/slo-console"));
        assertThat(SettingsFile.folder("Linux", Map.of("XDG_CONFIG_HOME", "relative"), home))
                .isEqualTo(Path.of("/home/anna/.config/slo-console"));
        assertThat(SettingsFile.folder("Mac OS X", Map.of(), home))
                .isEqualTo(Path.of("/home/anna/Library/Application Support/SLO Console"));
        assertThat(SettingsFile.folder("Windows 11", Map.of("APPDATA", "/roaming"), home))
                .isEqualTo(Path.of("/roaming/SLO Console"));
        assertThat(SettingsFile.folder("Windows 11", Map.of(), home))
                .isEqualTo(Path.of("/home/anna/AppData/Roaming/SLO Console"));
    }

    @Test
    void settingsThatAreKeptNowhereStillHold() {
        try (var settings = SettingsFile.none()) {
            settings.change(s -> s.withNotes(true));
            assertThat(settings.now().notes()).isTrue();
        }
    }

    private SettingsFile open() {
        return SettingsFile.in(folder.resolve("slo-console"));
    }

    private Settings read() {
        try (var settings = open()) {
            return settings.now();
        }
    }

    private void keep(java.util.function.UnaryOperator<Settings> change) {
        try (var settings = open()) {
            settings.change(change);
        }
    }

    private void write(byte[] bytes) throws IOException {
        Files.createDirectories(folder.resolve("slo-console"));
        Files.write(folder.resolve("slo-console").resolve("settings.properties"), bytes);
    }

    private String permissions(String file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(file)));
    }
}
