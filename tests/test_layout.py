"""The house stays as it is laid out."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def test_site_is_a_plain_folder_and_never_a_package() -> None:
    assert not (ROOT / "site" / "__init__.py").exists()


def test_standard_library_module_of_that_name_is_still_found() -> None:
    import site

    assert hasattr(site, "getsitepackages")


def test_tests_are_a_package_so_that_they_do_not_shadow_the_apps() -> None:
    import articles

    assert Path(articles.__file__).parent == ROOT / "articles"
