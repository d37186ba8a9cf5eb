import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.constant.ClassDesc;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes the classes of jars anew in the format of Java 8 where theirs is older than Java 6: a start-up cache takes no
 * class that the JVM's old verifier would have to look at, and reading picocli's afresh costs a quarter of a second at
 * every start. What the classes do stays the same; they get the stack maps that the format asks for.
 *
 * <p>Arguments: a folder, then how the names of its jars to look at begin.
 */
final class ModernClasses {

    private static final int FIRST_IN_A_CACHE = ClassFile.JAVA_6_VERSION;

    public static void main(String[] args) throws IOException {
        try (var files = Files.list(Path.of(args[0]))) {
            for (var jar : files.toList()) {
                for (int i = 1; i < args.length; i++) {
                    if (jar.getFileName().toString().startsWith(args[i])) {
                        rewrite(jar);
                    }
                }
            }
        }
    }

    private static void rewrite(Path jar) throws IOException {
        try (var entries = FileSystems.newFileSystem(jar);
                var files = Files.walk(entries.getPath("/"))) {
            var neighbours = ClassHierarchyResolver.ofResourceParsing(type -> read(entries, type));
            var classFile = ClassFile.of(ClassFile.ClassHierarchyResolverOption.of(
                    neighbours.orElse(ClassHierarchyResolver.defaultResolver())));
            for (var file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
                var old = classFile.parse(Files.readAllBytes(file));
                if (old.majorVersion() < FIRST_IN_A_CACHE) {
                    // The jar of the same input is the same to the byte: a build is named by it.
                    var time = Files.getLastModifiedTime(file);
                    Files.write(file, modern(classFile, old));
                    Files.setLastModifiedTime(file, time);
                }
            }
        }
    }

    private static byte[] modern(ClassFile classFile, ClassModel old) {
        return classFile.build(old.thisClass().asSymbol(), builder -> {
            builder.withVersion(ClassFile.JAVA_8_VERSION, 0);
            for (var element : old) {
                if (!(element instanceof ClassFileVersion)) {
                    builder.with(element);
                }
            }
        });
    }

    private static InputStream read(FileSystem jar, ClassDesc type) {
        var name = type.descriptorString();
        var file = jar.getPath(name.substring(1, name.length() - 1) + ".class");
        try {
            return Files.exists(file) ? Files.newInputStream(file) : null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ModernClasses() {}
}
