package io.tactus.pipeline.plugin;

import io.tactus.pipeline.runtime.Work;
import java.lang.classfile.ClassElement;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.Label;
import java.lang.classfile.MethodElement;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.classfile.instruction.LookupSwitchInstruction;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.classfile.instruction.SwitchCase;
import java.lang.classfile.instruction.TableSwitchInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Makes plug-in code count its steps, so that a loop that never ends and never touches a table is
 * stopped after a number of rounds, the same on every replay, instead of stopping the server.
 *
 * <pre>
 *  void m() {                       void m() {
 *                                     Work.enter();
 *    while (…) {            ──►       try { while (…) {
 *      …                                …  Work.step();
 *    }                                } Work.exit(); }
 *  }                                  catch (Throwable e) { Work.exit(); throw e; }
 *                                   }
 * </pre>
 *
 * A step is charged at every jump backwards. Entering is charged as well and its depth bounded, so
 * endless recursion is stopped long before the stack is. What the JDK does inside one call is not
 * counted: it ends by itself.
 *
 * <p>What is charged decides outcomes: a change here is a new version of the engine's semantics.
 */
final class Metering {
  private static final ClassDesc WORK = ClassDesc.of(Work.class.getName());
  private static final MethodTypeDesc VOID = MethodTypeDesc.of(ConstantDescs.CD_void);

  private Metering() {}

  /**
   * Instruments a class.
   *
   * @param loader resolves the types that stack maps need
   * @throws IllegalArgumentException if the bytes are no class file
   */
  static byte[] instrument(byte[] classFile, ClassLoader loader) {
    ClassFile tool =
        ClassFile.of(
            ClassFile.ClassHierarchyResolverOption.of(
                ClassHierarchyResolver.ofResourceParsing(loader)
                    .orElse(
                        ClassHierarchyResolver.ofResourceParsing(
                            Metering.class.getClassLoader()))));
    ClassModel model = tool.parse(classFile);
    return tool.build(
        model.thisClass().asSymbol(),
        builder -> {
          for (ClassElement element : model) {
            if (element instanceof MethodModel method && isMetered(method)) {
              builder.withMethod(
                  method.methodName(),
                  method.methodType(),
                  method.flags().flagsMask(),
                  methods -> {
                    for (MethodElement part : method) {
                      if (part instanceof CodeModel code) {
                        methods.withCode(out -> meter(method, code, out));
                      } else {
                        methods.with(part);
                      }
                    }
                  });
            } else {
              builder.with(element);
            }
          }
        });
  }

  /** Not static initializers: they run once, when the plug-in is loaded, for no command. */
  private static boolean isMetered(MethodModel method) {
    return method.code().isPresent()
        && !method.methodName().equalsString(ConstantDescs.CLASS_INIT_NAME);
  }

  private static void meter(MethodModel method, CodeModel code, CodeBuilder out) {
    if (method.methodName().equalsString(ConstantDescs.INIT_NAME)) {
      // Before super() returns, the object may not be seen by a handler: no try around that.
      out.invokestatic(WORK, "step", VOID);
      copy(code, out, false);
      return;
    }
    out.invokestatic(WORK, "enter", VOID);
    Label begin = out.newBoundLabel();
    copy(code, out, true);
    Label end = out.newBoundLabel();
    out.exceptionCatchAll(begin, end, end);
    out.invokestatic(WORK, "exit", VOID);
    out.athrow();
  }

  private static void copy(CodeModel code, CodeBuilder out, boolean exits) {
    Set<Label> behind = new HashSet<>();
    for (CodeElement element : code) {
      switch (element) {
        case LabelTarget target -> behind.add(target.label());
        case BranchInstruction branch when behind.contains(branch.target()) -> step(out);
        case LookupSwitchInstruction choice
            when jumpsBack(choice.defaultTarget(), choice.cases(), behind) ->
            step(out);
        case TableSwitchInstruction choice
            when jumpsBack(choice.defaultTarget(), choice.cases(), behind) ->
            step(out);
        case ReturnInstruction _ when exits -> out.invokestatic(WORK, "exit", VOID);
        default -> {}
      }
      out.with(element);
    }
  }

  private static void step(CodeBuilder out) {
    out.invokestatic(WORK, "step", VOID);
  }

  private static boolean jumpsBack(Label otherwise, List<SwitchCase> cases, Set<Label> behind) {
    return behind.contains(otherwise)
        || cases.stream().anyMatch(choice -> behind.contains(choice.target()));
  }
}
