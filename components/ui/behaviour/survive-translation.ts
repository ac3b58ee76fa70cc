const isFont = (node: Node | null | undefined): node is Element =>
  node instanceof Element && node.tagName === "FONT";

/** What stands where a text was: put there with it, or right beside it. */
function standInOf({ addedNodes, previousSibling, nextSibling }: MutationRecord): Element | null {
  return [...addedNodes, previousSibling, nextSibling].find(isFont) ?? null;
}

/**
 * A browser's translator replaces each text by `<font>` elements. React still holds the text: to
 * remove it or to put something before it throws, and a change of it is not seen. So where a text
 * is gone, its stand-in is taken, and a text that changes comes back for the translator to see.
 */
export function surviveTranslation(root: Node): void {
  const standIns = new WeakMap<Node, Element>();
  const { removeChild, insertBefore } = Node.prototype;

  const changes = new MutationObserver((records) => {
    for (const { target } of records) {
      const standIn = standIns.get(target);
      if (target.parentNode || !standIn?.parentNode) continue;
      standIns.delete(target);
      standIn.parentNode.replaceChild(target, standIn);
    }
  });
  const noteReplaced = (records: readonly MutationRecord[]): void => {
    for (const record of records) {
      for (const removed of record.removedNodes) {
        if (removed.nodeType !== Node.TEXT_NODE || removed.parentNode) continue;
        const standIn = standInOf(record);
        if (!standIn) continue;
        standIns.set(removed, standIn);
        changes.observe(removed, { characterData: true });
      }
    }
  };
  const replaced = new MutationObserver(noteReplaced);
  replaced.observe(root, { childList: true, subtree: true });

  /** The child itself, or what stands for it in `parent`. */
  const placeOf = (parent: Node, child: Node): Node | null => {
    if (child.parentNode === parent) return child;
    noteReplaced(replaced.takeRecords());
    const standIn = standIns.get(child);
    return standIn?.parentNode === parent ? standIn : null;
  };

  Node.prototype.removeChild = function <T extends Node>(this: Node, child: T): T {
    const place = placeOf(this, child);
    if (place) removeChild.call(this, place);
    // A child that nothing stands for is React's mistake and ours, so the browser tells of it.
    else if (child.parentNode || child.nodeType !== Node.TEXT_NODE) removeChild.call(this, child);
    return child;
  };
  Node.prototype.insertBefore = function <T extends Node>(
    this: Node,
    node: T,
    before: Node | null,
  ): T {
    const place = before && placeOf(this, before);
    const isLost = before?.nodeType === Node.TEXT_NODE && !before.parentNode;
    insertBefore.call(this, node, place ?? (isLost ? null : before));
    return node;
  };
}
