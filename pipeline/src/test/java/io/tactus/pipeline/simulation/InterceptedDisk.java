package io.tactus.pipeline.simulation;

import io.tactus.journal.file.Disk;
import io.tactus.journal.file.DiskFile;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/** A disk whose every call, and every call to its files, goes through somebody's hands. */
final class InterceptedDisk {

  private InterceptedDisk() {}

  /** Whose hands. */
  @FunctionalInterface
  interface Interceptor {
    /**
     * Makes a call.
     *
     * @param file the name of the file it is about, or of the first one it names
     */
    Object call(Call call, String file) throws Throwable;
  }

  /** A call that waits to be made. */
  static final class Call {
    private final Object target;
    private final Method method;
    private final Object[] arguments;

    Call(Object target, Method method, Object[] arguments) {
      this.target = target;
      this.method = method;
      this.arguments = arguments;
    }

    String name() {
      return method.getName();
    }

    Object argument(int index) {
      return arguments[index];
    }

    /** Makes it; throws what it throws. */
    Object proceed() throws Throwable {
      try {
        return method.invoke(target, arguments);
      } catch (InvocationTargetException e) {
        throw e.getCause();
      }
    }
  }

  static Disk over(Disk disk, Interceptor interceptor) {
    return wrap(Disk.class, disk, "", interceptor);
  }

  private static <T> T wrap(Class<T> type, T target, String file, Interceptor interceptor) {
    Object proxy =
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> {
              boolean names = file.isEmpty() && arguments != null && arguments.length > 0;
              String name = names ? String.valueOf(arguments[0]) : file;
              Object result = interceptor.call(new Call(target, method, arguments), name);
              return result instanceof DiskFile opened
                  ? wrap(DiskFile.class, opened, name, interceptor)
                  : result;
            });
    return type.cast(proxy);
  }
}
