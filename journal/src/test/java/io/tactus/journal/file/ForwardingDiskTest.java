package io.tactus.journal.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ForwardingDiskTest {

  static List<String> missing(Class<?> all, Class<?> forwarding, boolean defaults) {
    return Arrays.stream(all.getDeclaredMethods())
        .filter(method -> defaults || Modifier.isAbstract(method.getModifiers()))
        .filter(method -> !declares(forwarding, method))
        .map(Method::getName)
        .toList();
  }

  private static boolean declares(Class<?> type, Method method) {
    return Arrays.stream(type.getDeclaredMethods())
        .anyMatch(
            own ->
                own.getName().equals(method.getName())
                    && Arrays.equals(own.getParameterTypes(), method.getParameterTypes()));
  }

  /** Or what the disk behind does better than the default would be lost without a word. */
  @Test
  void shouldPassOnEveryMethodDefaultsToo() {
    assertEquals(List.of(), missing(Disk.class, ForwardingDisk.class, true));
  }

  /** A file's defaults are made of its own reads and writes, which a subclass may have changed. */
  @Test
  void shouldPassOnEveryMethodOfAFileButDefaults() {
    assertEquals(List.of(), missing(DiskFile.class, ForwardingFile.class, false));
    assertTrue(missing(DiskFile.class, ForwardingFile.class, true).contains("fillWithZeros"));
  }
}
