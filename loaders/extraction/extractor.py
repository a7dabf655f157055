"""The rule extractor: one document in, its facts out, each with passages, confidence and who says so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from accord.graph.facts import Facts
from accord.loaders.extraction.confidence import Calibration
from accord.loaders.extraction.language_model import DEFAULT_MODEL, LanguageModel, load_model

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from accord.graph.document import Document
    from accord.loaders.extraction.analysis import ActorMention, Analysis, PersonMention
    from accord.loaders.extraction.gate import Gate
    from accord.loaders.extraction.lexicon import Lexicon

VERSION: Final = "1"
# Characters that are parsed together: more would leave the processor's cache.
_BATCH: Final = 15_000


def _within(person: PersonMention | None, actor: ActorMention) -> bool:
    return person is not None and actor.end <= person.end


class RuleExtractor:
    """Extracts facts by parser, gazetteers and rules; the model is loaded at the first document.

    ``model``: a spaCy pipeline's package name or path; ModelMissing when there is none. ``gated``: articles and parts
    of them that by their words can't hold a fact aren't parsed. ``calibration``: what turns the rules' confidence into
    a probability (absent: that of the package).
    """

    reads_spans_only: Final = True
    """Facts depend on headline, dateline, body and day of publication alone."""

    def __init__(
        self, model: str = DEFAULT_MODEL, calibration: Calibration | None = None, *, gated: bool = True
    ) -> None:
        self.model = model
        self.gated = gated
        self._calibration = calibration
        self.name: str = f"rules {VERSION} {model}"
        self._language: LanguageModel | None = None
        self._gate: Gate | None = None

    def _loaded(self) -> LanguageModel:
        if self._language is None:
            from accord.loaders.extraction.gate import Gate
            from accord.loaders.extraction.lexicon import Lexicon

            lexicon = Lexicon.load()
            self._gate = Gate(lexicon) if self.gated else None
            self._language = LanguageModel(load_model(self.model), lexicon)
        return self._language

    @property
    def lexicon(self) -> Lexicon:
        """The gazetteers and word lists that extraction reads."""
        return self._loaded().lexicon

    def analyse(self, document: Document) -> Analysis:
        """Parse all of a document and mark its mentions."""
        language = self._loaded()
        return self._marked(language.analyse([document])[0], language.lexicon)

    def _marked(self, analysis: Analysis, lexicon: Lexicon) -> Analysis:
        from accord.loaders.extraction.persons import find_persons
        from accord.loaders.extraction.places import dateline_place, dateline_state, find_places

        analysis.persons = find_persons(analysis, lexicon)
        analysis.index()
        # "Ricardo Lagos" is no capital.
        analysis.actors = tuple(m for m in analysis.actors if not _within(analysis.person_at(m.start), m))
        analysis.index()
        analysis.places = find_places(analysis, lexicon)
        analysis.dateline_place = dateline_place(analysis)
        analysis.dateline_state = dateline_state(analysis, lexicon)
        return analysis

    def extract(self, document: Document) -> Facts:
        """All facts of a document; an empty Facts where it states none."""
        return self._facts([document])[0]

    def extract_all(self, documents: Iterable[Document]) -> Iterator[Facts]:
        """The facts of each document, in order: the same as by ``extract``, in less time where they are short.

        Documents are taken a few at a time, up to 15,000 characters together, so that memory doesn't grow with them.
        """
        batch: list[Document] = []
        size = 0
        for document in documents:
            if batch and size + len(document.text) > _BATCH:
                yield from self._facts(batch)
                batch, size = [], 0
            batch.append(document)
            size += len(document.text)
        yield from self._facts(batch)

    def _facts(self, documents: Sequence[Document]) -> list[Facts]:
        from accord.loaders.extraction.composition import compose

        language, calibration = self._loaded(), self._calibrated()
        read = language.analyse(documents, self._gate)
        found = (compose(self._marked(each, language.lexicon), language.lexicon, self.name) for each in read)
        return [calibration.applied(facts) for facts in found]

    def _calibrated(self) -> Calibration:
        if self._calibration is None:
            self._calibration = Calibration.load()
        return self._calibration
