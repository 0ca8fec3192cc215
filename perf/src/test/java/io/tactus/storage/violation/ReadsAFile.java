package io.tactus.storage.violation;

import java.io.FileInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Three ways out. */
public final class ReadsAFile {
  Object read() throws IOException {
    return List.of(Files.readString(Path.of("x")), new FileInputStream("x"), new Socket());
  }
}
