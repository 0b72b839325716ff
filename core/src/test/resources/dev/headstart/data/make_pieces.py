"""Writes pieces.tsv: what Hugging Face's own binding makes of these words with models/mini/tokenizer.json.

Made with Python 3.11, tokenizers 0.23.3. From the repository's root: python make_pieces.py > pieces.tsv
Columns: word, ids of its pieces. A blank line ends a sentence; each is encoded with is_pretokenized=True.
"""
import tokenizers

SENTENCES = [
    "Die kinders van Kaapstad stap na buite-egtelike huis .",
    "लता मंगेशकर का जन्म इन्दौर में हुआ था ।",
    "क्‍या हिंदी में ज़मीन पढ़ी ?",
    "Üsyan Qarabağ'da İstanbul Tallinnas Žemaitija Õhtul",
    "l'aviation R.H. ''Anders'' # : - – … 1,234.5 3½",
    "東京都 中文字符 日本 한국어 😀 👩‍👩‍👧 a\u0301 e\u0301te\u0301",
    "[MASK] [CLS] [UNK] ## ##a unaffable " + "x" * 101,
    "wit\u00a0spasie zero\u200bwidth soft\u00adhyphen \u200d tab\u0085end",
]

tokenizer = tokenizers.Tokenizer.from_file("models/mini/tokenizer.json")
tokenizer.no_padding()
tokenizer.no_truncation()
for sentence in SENTENCES:
    words = sentence.split(" ")
    encoding = tokenizer.encode(words, is_pretokenized=True, add_special_tokens=False)
    for index, word in enumerate(words):
        print(word, " ".join(str(i) for i, w in zip(encoding.ids, encoding.word_ids) if w == index), sep="\t")
    print()
