package io.tactus.perf.storage;

import io.tactus.storage.page.Memory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.MethodBuilder;
import java.lang.classfile.MethodElement;
import java.lang.classfile.MethodModel;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.Set;

/**
 * Loads the storage module, and what drives it, once more, with {@link Memory} reporting to {@link
 * LineTrace} which bytes it reads and writes. The product itself has no hook for this.
 */
final class TracingClassLoader extends ClassLoader {
  private static final String STORAGE = "io.tactus.storage.";
  private static final Set<String> DRIVERS =
      Set.of(
          GuildOperations.class.getName(), GuildStore.class.getName(), PlayerStore.class.getName());
  private static final ClassDesc TRACE = ClassDesc.of(LineTrace.class.getName());
  private static final MethodTypeDesc TOUCHED =
      MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_long, ConstantDescs.CD_long);

  TracingClassLoader(ClassLoader parent) {
    super(parent);
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!name.startsWith(STORAGE) && !DRIVERS.contains(name)) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      return loaded != null ? loaded : define(name);
    }
  }

  private Class<?> define(String name) throws ClassNotFoundException {
    try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
      if (in == null) {
        throw new ClassNotFoundException(name);
      }
      byte[] bytes = in.readAllBytes();
      byte[] made = name.equals(Memory.class.getName()) ? instrument(bytes) : bytes;
      return defineClass(name, made, 0, made.length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] instrument(byte[] classFile) {
    ClassModel model = ClassFile.of().parse(classFile);
    return ClassFile.of()
        .transformClass(
            model,
            (made, element) -> {
              if (element instanceof MethodModel method) {
                made.transformMethod(method, (out, part) -> report(method, part, out));
              } else {
                made.with(element);
              }
            });
  }

  private static void report(MethodModel method, MethodElement part, MethodBuilder out) {
    if (part instanceof CodeModel code) {
      out.withCode(to -> report(method, code, to));
    } else {
      out.with(part);
    }
  }

  private static void report(MethodModel method, CodeModel code, CodeBuilder out) {
    switch (method.methodName().stringValue()) {
      case "getByte", "putByte" -> fixed(out, Byte.BYTES);
      case "getShort", "putShort" -> fixed(out, Short.BYTES);
      case "getInt", "putInt", "getFloat", "putFloat" -> fixed(out, Integer.BYTES);
      case "getLong", "putLong", "getDouble", "putDouble" -> fixed(out, Long.BYTES);
      case "zero" -> out.lload(0).lload(2).invokestatic(TRACE, "touched", TOUCHED);
      case "copy" -> {
        out.lload(0).lload(4).invokestatic(TRACE, "touched", TOUCHED);
        out.lload(2).lload(4).invokestatic(TRACE, "touched", TOUCHED);
      }
      case "getBytes", "putBytes" ->
          out.lload(0).iload(4).i2l().invokestatic(TRACE, "touched", TOUCHED);
      default -> {}
    }
    for (CodeElement element : code) {
      out.with(element);
    }
  }

  private static void fixed(CodeBuilder out, long bytes) {
    out.lload(0).loadConstant(bytes).invokestatic(TRACE, "touched", TOUCHED);
  }
}
