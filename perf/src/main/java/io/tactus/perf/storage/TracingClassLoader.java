package io.tactus.perf.storage;

import io.tactus.storage.page.Memory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.MethodBuilder;
import java.lang.classfile.MethodElement;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Loads the storage module, and what drives it, once more, with {@link Memory} reporting to {@link
 * LineTrace} which bytes it reads and writes. The product itself has no hook for this, and none for
 * other sizes of its nodes and buckets either: those are constants put in as the classes are
 * loaded.
 */
final class TracingClassLoader extends ClassLoader {
  private static final String STORAGE = "io.tactus.storage.";
  private static final Set<String> DRIVERS =
      Set.of(
          GuildOperations.class.getName(),
          GuildStore.class.getName(),
          CommandStore.class.getName(),
          PlayerStore.class.getName());

  /** {@code NODE_BYTES = Math.min(2048, …)} */
  private static final String NODES = STORAGE + "index.TreeShape";

  /** {@code MAX_ENTRIES = CAPACITY * 4 / 5} */
  private static final String BUCKETS = STORAGE + "index.BucketPage";

  private static final ClassDesc TRACE = ClassDesc.of(LineTrace.class.getName());
  private static final MethodTypeDesc TOUCHED =
      MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_long, ConstantDescs.CD_long);

  private final Map<String, Map<Integer, Integer>> constants;

  /**
   * Creates a loader.
   *
   * @param nodeBytes of the trees, a power of two from 256 to a page
   * @param bucketPercent how full a bucket of a hash index may be
   */
  TracingClassLoader(ClassLoader parent, int nodeBytes, int bucketPercent) {
    super(parent);
    constants = Map.of(NODES, Map.of(2048, nodeBytes), BUCKETS, Map.of(4, bucketPercent, 5, 100));
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
      byte[] made =
          name.equals(Memory.class.getName())
              ? instrument(bytes)
              : constants.containsKey(name) ? replace(bytes, constants.get(name)) : bytes;
      return defineClass(name, made, 0, made.length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Puts other numbers in where a class computes its constants; each must be there once. */
  private static byte[] replace(byte[] classFile, Map<Integer, Integer> numbers) {
    Set<Integer> left = new HashSet<>(numbers.keySet());
    byte[] made =
        ClassFile.of()
            .transformClass(
                ClassFile.of().parse(classFile),
                ClassTransform.transformingMethodBodies(
                    method -> method.methodName().equalsString(ConstantDescs.CLASS_INIT_NAME),
                    (out, element) -> {
                      if (element instanceof ConstantInstruction constant
                          && constant.constantValue() instanceof Integer number
                          && numbers.containsKey(number)) {
                        out.loadConstant(numbers.get(number).intValue());
                        if (!left.remove(number)) {
                          throw new IllegalStateException(number + " is there twice");
                        }
                      } else {
                        out.with(element);
                      }
                    }));
    if (!left.isEmpty()) {
      throw new IllegalStateException("no constant " + left + " where there was one");
    }
    return made;
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
