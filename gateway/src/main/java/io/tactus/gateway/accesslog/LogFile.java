package io.tactus.gateway.accesslog;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;

/**
 * A file that others rotate: it is only ever appended to, and opened anew when the one of this name
 * is another. Threading: one thread.
 */
final class LogFile implements AutoCloseable {

  private final Path path;
  private FileChannel channel;
  private Object key;

  LogFile(Path path) throws IOException {
    this.path = path;
    open();
  }

  private void open() throws IOException {
    channel =
        FileChannel.open(
            path, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
    key = key();
  }

  private Object key() throws IOException {
    try {
      return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  /** Opens the file anew if it was moved away or deleted. */
  void reopenIfMoved() throws IOException {
    if (!Objects.equals(key, key())) {
      channel.close();
      open();
    }
  }

  void write(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
