package io.tactus.gateway.suite;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** What must become of a document, and what did. */
public final class SuiteVerdict {

  /** What a reader of JSON does with a document. */
  public enum Answer {
    /** It is JSON, whatever else may be wrong with it. */
    ACCEPTED,
    /** It is not. */
    REFUSED,
    /** Neither: a crash, a reply nobody designed, a value that came back as another. */
    DAMAGED
  }

  private SuiteVerdict() {}

  /**
   * Returns what the server must do. Where the suite leaves the choice: numbers of any size are
   * grammar and kept; anything but whole Unicode in UTF-8 without a mark, and depth, is refused.
   */
  public static Answer wanted(SuiteDocument document) {
    boolean accepted = document.name().startsWith("y_") || document.name().startsWith("i_number_");
    return accepted ? Answer.ACCEPTED : Answer.REFUSED;
  }

  /** Asks for each document and returns those that got another answer than they should. */
  public static List<String> mistakes(
      List<SuiteDocument> documents, Function<SuiteDocument, Answer> reader) {
    List<String> mistakes = new ArrayList<>();
    for (SuiteDocument document : documents) {
      Answer answer = reader.apply(document);
      if (answer != wanted(document)) {
        mistakes.add(document + " is " + answer);
      }
    }
    return mistakes;
  }
}
